package io.weir.cli.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder for the files of a backup while it is made or read, for this user alone, and gone with its closing.
 *
 * @param path of it
 */
record PrivateFolder(Path path) implements AutoCloseable {

    /** Makes one where the system keeps temporary files; it gives such folders to nobody else. */
    static PrivateFolder make() throws IOException {
        return new PrivateFolder(Files.createTempDirectory("weir-backup"));
    }

    @Override
    public void close() throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(path)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.delete(each);
        }
    }
}
