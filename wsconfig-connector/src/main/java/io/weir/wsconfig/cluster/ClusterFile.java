package io.weir.wsconfig.cluster;

import io.weir.wsconfig.failure.WsconfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The {@code cluster.xml} that every node writes beside its configuration. */
public final class ClusterFile implements ClusterSource {
    /** A thousand nodes take about 250 KB. */
    static final int MAX_BYTES = 8 << 20;

    private final Path path;

    public ClusterFile(Path path) {
        this.path = path;
    }

    @Override
    public Cluster read() {
        return ClusterXml.parse(path.toString(), bytes());
    }

    private byte[] bytes() {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw new WsconfigException(path + ": no such file (expected: the cluster.xml of a node, by -cluster)", e);
        } catch (IOException e) {
            throw new WsconfigException(path + ": " + e.getMessage() + " (expected: a readable cluster.xml)", e);
        }
        if (bytes.length > MAX_BYTES) {
            throw new WsconfigException(path + ": larger than " + MAX_BYTES + " bytes (expected: a cluster.xml)");
        }
        return bytes;
    }
}
