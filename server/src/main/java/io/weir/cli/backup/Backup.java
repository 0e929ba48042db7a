package io.weir.cli.backup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.cli.AdminClient;
import io.weir.cli.BuildInfo;
import io.weir.cli.CommandContext;
import io.weir.cli.CommandException;
import io.weir.cli.Progress;
import io.weir.cli.manifest.ManifestWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Makes a backup by the REST API of one node. What it reads is one revision of the catalogue: where somebody changed it meanwhile, it
 * reads again. Blocks; one thread.
 */
public final class Backup {
    private static final int TRIES = 5;

    private final AdminClient client;
    private final CommandContext context;
    private final InstantSource clock;

    public Backup(AdminClient client, CommandContext context, InstantSource clock) {
        this.client = client;
        this.context = context;
        this.clock = clock;
    }

    /**
     * Writes the file.
     *
     * @return what is in it, in one line
     * @throws CommandException where the catalogue does not stand still, or the file cannot be written
     */
    public String write(Path target) {
        for (int tries = 0; tries < TRIES; tries++) {
            try (PrivateFolder folder = PrivateFolder.make();
                    Progress progress = new Progress(context, "reading the cluster")) {
                long revision = revision();
                ObjectNode listeners = SharedListeners.read(client);
                int objects = new ManifestWriter(client, progress, folder.path()).write();
                if (revision() == revision) {
                    BackupHeader header = header(revision, listeners, objects, folder.path());
                    BackupFile.write(target, header, folder.path());
                    return header.line();
                }
            } catch (IOException e) {
                throw new CommandException(target + ": cannot be written: " + e.getMessage(), e);
            }
        }
        throw new CommandException("the catalogue was changed during each of " + TRIES
                + " readings (expected: a moment without changes; weir quiesce NODE --mode writes gives one)");
    }

    private BackupHeader header(long revision, ObjectNode listeners, int objects, Path folder) throws IOException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new BackupHeader(
                BackupFile.FORMAT,
                BuildInfo.load().version(),
                client.get("/cluster").object().path("name").asText(),
                revision,
                now.toString(),
                objects,
                listeners,
                BackupFile.checksums(folder));
    }

    private long revision() {
        return client.get("/cluster/catalog").object().path("revision").asLong();
    }
}
