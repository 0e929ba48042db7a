package io.weir.analytics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of a spool as an earlier run left them. One thread. */
final class SpoolFiles {
    private static final Logger log = LoggerFactory.getLogger(SpoolFiles.class);
    private static final String SEGMENT = ".seg";
    private static final String JOURNAL = ".ack";

    private SpoolFiles() {}

    /** The segments in their order; what can't be read is left where it is, with a warning. Makes the folder where it is missing. */
    static List<SpoolSegment> open(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<SpoolSegment> segments = new ArrayList<>();
        for (Path file : list(folder, SEGMENT)) {
            try {
                segments.add(SpoolSegment.open(file, Long.parseLong(stem(file))));
            } catch (NumberFormatException | IOException e) {
                log.warn("{}: cannot be read: {}; it is left where it is", file, e.toString());
            }
        }
        removeOrphans(folder);
        return segments;
    }

    /** The first number from this one on that no file has, not even one that could not be read. */
    static long free(Path folder, long from) {
        long number = from;
        while (Files.exists(folder.resolve(SpoolSegment.name(number, SEGMENT)))) {
            number++;
        }
        return number;
    }

    /** Journals without a segment: a process died between the two when it removed them. */
    private static void removeOrphans(Path folder) throws IOException {
        for (Path journal : list(folder, JOURNAL)) {
            if (!Files.exists(folder.resolve(stem(journal) + SEGMENT))) {
                Files.delete(journal);
            }
        }
    }

    private static List<Path> list(Path folder, String suffix) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        }
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - SEGMENT.length());
    }
}
