package io.weir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which one node keeps what must survive a restart. It is locked, because two nodes in one folder would overwrite each
 * other's files.
 */
final class DataFolder implements AutoCloseable {
    private static final Pattern NODE_ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final int ID_BYTES = 4;

    private final Path folder;
    private final FileChannel channel;

    private DataFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** Makes the folder where it is missing, and locks it. */
    static DataFolder open(Path folder) throws NodeStartException {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new NodeStartException("data folder: " + folder.toAbsolutePath()
                        + " is used by another node (expected: one of its own)");
            }
            return new DataFolder(folder, channel);
        } catch (IOException e) {
            throw new NodeStartException("data folder: " + folder.toAbsolutePath() + " cannot be used: " + e, e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** The file of this name. */
    Path file(String name) {
        return folder.resolve(name);
    }

    /** The folder itself. */
    Path path() {
        return folder;
    }

    /** The node's id: the configured one, else the one made at the first start. */
    String nodeId(String configured, RandomGenerator random) throws NodeStartException {
        if (!configured.isEmpty()) {
            return configured;
        }
        Path file = file("node-id");
        try {
            if (Files.exists(file)) {
                String kept = Files.readString(file).strip();
                if (!NODE_ID.matcher(kept).matches()) {
                    throw new NodeStartException(file + ": " + kept + " (expected: 1 to 63 of a-z, 0-9 and -)");
                }
                return kept;
            }
            byte[] bytes = new byte[ID_BYTES];
            random.nextBytes(bytes);
            String made = "n-" + HexFormat.of().formatHex(bytes);
            Files.writeString(file, made + "\n", StandardCharsets.UTF_8);
            return made;
        } catch (IOException e) {
            throw new NodeStartException(file + ": cannot be used: " + e, e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
