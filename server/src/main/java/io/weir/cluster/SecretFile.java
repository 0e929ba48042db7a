package io.weir.cluster;

import io.weir.config.OwnerFile;
import io.weir.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The AJP secret on disk: {@code data/ajp-secret} has the current one, for the tools that set up web servers and for the time when the
 * store is away; {@code data/ajp-secret-former} has what may still be sent, a line each with its end. What fails is logged: the node goes
 * on with what it knows. One thread.
 */
public final class SecretFile {
    private static final Logger log = LoggerFactory.getLogger(SecretFile.class);
    private static final String CURRENT = "ajp-secret";
    private static final String FORMER = "ajp-secret-former";

    private final Path folder;

    /** @param folder the data folder */
    public SecretFile(Path folder) {
        this.folder = folder;
    }

    /** Where web servers' tools find the current secret. */
    Path path() {
        return folder.resolve(CURRENT);
    }

    /** {@link Secret#NONE} where none is kept. */
    Secret current() {
        String text = read(CURRENT);
        return Secret.of(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
    }

    List<FormerSecret> former() {
        List<FormerSecret> found = new ArrayList<>();
        for (String line : read(FORMER).lines().toList()) {
            int space = line.indexOf(' ');
            try {
                found.add(new FormerSecret(
                        Secret.of(line.substring(space + 1)), Instant.parse(line.substring(0, Math.max(0, space)))));
            } catch (DateTimeException e) {
                log.warn("{}: a line does not begin with a time and is passed over", folder.resolve(FORMER));
            }
        }
        return found;
    }

    void write(Secret current, List<FormerSecret> former) {
        StringBuilder lines = new StringBuilder();
        former.forEach(each -> lines.append(lines.length() == 0 ? "" : "\n")
                .append(each.end())
                .append(' ')
                .append(each.secret().reveal()));
        try {
            OwnerFile.write(folder, CURRENT, current.reveal());
            if (lines.length() > 0) {
                OwnerFile.write(folder, FORMER, lines.toString());
            } else {
                Files.deleteIfExists(folder.resolve(FORMER));
            }
        } catch (IOException e) {
            log.warn("{} cannot be written: {}", path(), e.toString());
        }
    }

    private String read(String name) {
        Path file = folder.resolve(name);
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            log.warn("{} cannot be read: {}", file, e.toString());
            return "";
        }
    }
}
