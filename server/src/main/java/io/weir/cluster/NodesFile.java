package io.weir.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ids of the nodes last seen, one a line, in {@code data/nodes}: a node that starts while the store is away grants its share of the
 * limits by it. It is a help and never a condition: what fails is logged. One thread.
 */
public final class NodesFile {
    private static final Logger log = LoggerFactory.getLogger(NodesFile.class);

    private final Path path;

    public NodesFile(Path path) {
        this.path = path;
    }

    List<String> read() {
        try {
            return Files.exists(path)
                    ? Files.readAllLines(path).stream()
                            .filter(id -> !id.isBlank())
                            .sorted()
                            .toList()
                    : List.of();
        } catch (IOException e) {
            log.warn("{} cannot be read: {}", path, e.toString());
            return List.of();
        }
    }

    void write(List<String> ids) {
        Path part = path.resolveSibling(path.getFileName() + ".part");
        try {
            Files.write(part, ids);
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            log.warn("{} cannot be written: {}", path, e.toString());
        }
    }
}
