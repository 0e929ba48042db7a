package io.weir.wsconfig.connector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps of one run, with their times, for {@code wsconfig.log}. They are kept until the run's end, so that a run that changes nothing leaves
 * no trace. One thread.
 */
final class StepLog {
    static final String NAME = "wsconfig.log";
    /** When it is larger than this, it starts anew and the former one becomes {@code wsconfig.log.1}. */
    static final long MAX_BYTES = 1 << 20;

    private final Workplace workplace;
    private final List<String> lines = new ArrayList<>();

    StepLog(Workplace workplace) {
        this.workplace = workplace;
    }

    /** One step, done or failed. */
    void add(String step) {
        for (String line : step.split("\\R", -1)) {
            lines.add(workplace.clock().instant().truncatedTo(ChronoUnit.MILLIS) + " " + line);
            workplace.progress().accept(line);
        }
    }

    /** Writes the steps to the log in this folder. */
    void writeTo(Path folder) {
        if (lines.isEmpty()) {
            return;
        }
        Path file = folder.resolve(NAME);
        try {
            Files.createDirectories(folder);
            if (Files.exists(file) && Files.size(file) > MAX_BYTES) {
                Files.move(file, folder.resolve(NAME + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.write(file, lines, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            // The work is done, or its failure is told elsewhere; a log that cannot be written must not change that.
            workplace.progress().accept(file + ": cannot be written: " + e.getMessage());
        }
        lines.clear();
    }
}
