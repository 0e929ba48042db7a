package io.weir.analytics;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts aside what the analytics server will not take, for somebody to look at: {@code rejected-000.ndjson} to {@code rejected-003.ndjson},
 * one line each with the server's reason. The files are written in turn, so that what is older than the last few megabytes goes. Any thread.
 */
final class RejectedFile {
    private static final Logger log = LoggerFactory.getLogger(RejectedFile.class);
    static final int FILES = 4;
    static final long MAX_BYTES = 4 << 20;
    private static final int MAX_REASON = 1000;

    private final Path folder;
    private final JsonBytes json = new JsonBytes();
    private int number;
    private boolean isTold;

    RejectedFile(Path folder) {
        this.folder = folder;
    }

    synchronized void add(Family family, Document document, String reason) {
        if (!isTold) {
            isTold = true;
            log.warn(
                    "the analytics server does not take document {} of family {}: {}; such documents are put aside in {}",
                    document.id(),
                    family.label(),
                    reason,
                    file());
        }
        json.clear().raw("{\"family\":").text(family.label()).raw(",\"id\":").text(document.id());
        json.raw(",\"index\":").text(document.index()).raw(",\"reason\":").text(reason, MAX_REASON);
        json.raw(",\"source\":").text(new String(document.source(), StandardCharsets.UTF_8));
        try {
            write(json.raw("}\n").toArray());
        } catch (IOException e) {
            log.debug("{}: cannot be written: {}", file(), e.toString());
        }
    }

    private void write(byte[] line) throws IOException {
        if (Files.exists(file()) && Files.size(file()) + line.length > MAX_BYTES) {
            number = (number + 1) % FILES;
            Files.deleteIfExists(file());
        }
        try (OutputStream out = Files.newOutputStream(file(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(line);
        }
    }

    private Path file() {
        return folder.resolve("rejected-00" + number + ".ndjson");
    }
}
