package io.weir.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.catalog.CatalogJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The view last seen, in {@code data/nodes.json}: a node that starts while the store is away grants its share of the limits by it. It is
 * a help and never a condition: what fails is logged. One thread.
 */
public final class NodesFile implements ClusterListener {
    private static final Logger log = LoggerFactory.getLogger(NodesFile.class);
    private static final ObjectMapper JSON = CatalogJson.mapper();

    private final Path path;

    private record Content(long generation, List<NodeInfo> nodes) {}

    public NodesFile(Path path) {
        this.path = path;
    }

    ClusterView read() {
        try {
            if (Files.exists(path)) {
                Content content = JSON.readValue(path.toFile(), Content.class);
                return new ClusterView(content.generation(), content.nodes(), false);
            }
        } catch (JsonProcessingException | RuntimeException e) {
            log.warn("{} is damaged and not used", path);
        } catch (IOException e) {
            log.warn("{} cannot be read: {}", path, e.toString());
        }
        return ClusterView.NOTHING;
    }

    @Override
    public void viewChanged(ClusterView before, ClusterView after) {
        if (!after.isCurrent() || after.equals(before)) {
            return;
        }
        Path part = path.resolveSibling(path.getFileName() + ".part");
        try {
            JSON.writeValue(part.toFile(), new Content(after.generation(), after.nodes()));
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            log.warn("{} cannot be written: {}", path, e.toString());
        }
    }
}
