package io.weir.cli.backup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.cli.AdminClient;
import io.weir.cli.CommandContext;
import io.weir.cli.CommandException;
import io.weir.cli.manifest.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Brings a cluster to what a backup holds: what is not in it goes, what differs is as it was. It is read and compared wholly before the
 * first change. Blocks; one thread.
 */
public final class Restoration {
    private final AdminClient client;
    private final CommandContext context;

    public Restoration(AdminClient client, CommandContext context) {
        this.client = client;
        this.context = context;
    }

    /** Whether changes may be made. */
    public enum Consent {
        /** Only show them. */
        DRY_RUN,
        /** Show them, and fail where there are any. */
        NOT_GIVEN,
        /** Make them. */
        GIVEN
    }

    /**
     * Shows what differs and, with consent, makes the cluster the same as the backup.
     *
     * @throws CommandException where the backup is broken, a node refuses, or there is something to do without consent
     */
    public void restore(Path file, Consent consent) {
        if (!Files.isRegularFile(file)) {
            throw CommandException.usage(file + " (expected: a file that weir backup wrote)");
        }
        try (PrivateFolder folder = PrivateFolder.make()) {
            BackupHeader header = BackupFile.unpack(file, folder.path());
            context.out().println(header.line());
            Comparison comparison = Comparison.whole(folder.path(), client, context);
            comparison.print(context.out());
            ObjectNode listeners = SharedListeners.read(client);
            boolean isSame = listeners.equals(header.sharedListeners());
            if (!isSame) {
                context.out().println("~ shared listeners: " + listeners + " -> " + header.sharedListeners());
            }
            if (!comparison.isEqual() || !isSame) {
                bring(comparison, isSame, header, consent);
            }
        } catch (IOException e) {
            throw new CommandException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private void bring(Comparison comparison, boolean isSame, BackupHeader header, Consent consent) {
        if (consent == Consent.NOT_GIVEN) {
            throw new CommandException(
                    "nothing was changed (expected: --yes, to make the cluster as shown; --dry-run ends"
                            + " without this message)");
        }
        if (consent == Consent.GIVEN) {
            comparison.apply();
            if (!isSame) {
                SharedListeners.write(client, header.sharedListeners());
            }
            context.out().println("restored");
        }
    }
}
