package io.weir.redis;

import io.weir.config.NodeConfig;
import io.weir.config.Secret;
import io.weir.process.OrphanedProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link EmbeddedRedis} keeps on disk: {@code redis-password} beside the directory {@code redis} with its configuration, data,
 * log, process id, and a lock that says that a living node owns them. Nobody but the owner may read any of it. One thread.
 */
final class EmbeddedRedisFiles {
    private static final long MAX_LOG_BYTES = 10 << 20;
    private static final int PASSWORD_BYTES = 32;
    private static final int LAST_LOG_LINES = 5;
    private static final int DEFAULT_DATABASES = 16;

    private final Path data;
    private final NodeConfig.DataStore config;
    private final RandomGenerator random;
    private @Nullable FileChannel lock;

    EmbeddedRedisFiles(Path data, NodeConfig.DataStore config, RandomGenerator random) {
        this.data = data.toAbsolutePath();
        this.config = config;
        this.random = random;
    }

    Path directory() {
        return data.resolve("redis");
    }

    Path binaries() {
        return directory().resolve("bin");
    }

    Path pidFile() {
        return directory().resolve("weir-redis.pid");
    }

    Path configFile() {
        return directory().resolve("redis.conf");
    }

    Path passwordFile() {
        return data.resolve("redis-password");
    }

    private Path logFile() {
        return directory().resolve("redis.log");
    }

    private Path versionFile() {
        return directory().resolve("version");
    }

    /** Makes what is missing and takes the lock; fails where a living node has it. */
    void prepare() throws IOException {
        Files.createDirectories(data);
        if (!Files.isDirectory(directory())) {
            Files.createDirectory(directory(), ownerOnly("rwx------"));
        }
        FileChannel channel =
                FileChannel.open(directory().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw new IOException(
                    directory() + " is in use by another node (expected: a --data directory for each node)");
        }
        lock = channel;
        if (Files.exists(logFile()) && Files.size(logFile()) > MAX_LOG_BYTES) {
            Files.move(logFile(), directory().resolve("redis.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(passwordFile())) {
            byte[] bytes = new byte[PASSWORD_BYTES];
            random.nextBytes(bytes);
            writePrivately(passwordFile(), HexFormat.of().formatHex(bytes) + "\n");
        }
        if (!config.password().isEmpty()) {
            writePrivately(passwordFile(), config.password().reveal() + "\n");
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // A node of this very process.
            return false;
        }
    }

    void release() {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The configured password, or the one made at the first start. */
    Secret password() throws IOException {
        return Secret.of(Files.readString(passwordFile()).strip());
    }

    /** An older server does not find a newer one's data, and would begin with none. */
    void requireNotWrittenByNewer(RedisBinary binary) throws IOException {
        if (Files.exists(versionFile())) {
            Optional<RedisVersion> writer = RedisVersion.in(Files.readString(versionFile()));
            RedisVersion ours = binary.version();
            if (writer.isPresent()
                    && writer.get().compareTo(new RedisVersion(ours.major(), ours.minor(), Integer.MAX_VALUE)) > 0) {
                throw new IOException(
                        directory() + " was written by Redis " + writer.get() + ", and the newest server here is "
                                + ours + " (expected: redis-server " + writer.get() + " or later on the PATH)");
            }
        }
        writePrivately(versionFile(), binary.version() + "\n");
    }

    /** Writes the server's configuration; the password stands there and nowhere on a command line. */
    void writeConfig(InetAddress bind) throws IOException {
        String password = RedisQuotes.quoted(password().reveal());
        String user = config.username().isEmpty() || config.username().equals("default")
                ? ""
                : "user " + RedisQuotes.quoted(config.username()) + " on "
                        + RedisQuotes.quoted(">" + password().reveal()) + " ~* &* +@all\n";
        writePrivately(configFile(), """
                # Written by Weir at each start.
                bind %s
                port %d
                requirepass %s
                %sdatabases %d
                dir %s
                logfile redis.log
                daemonize no
                appendonly yes
                appendfsync everysec
                save ""
                maxmemory-policy noeviction
                tcp-keepalive 60
                """.formatted(
                        bind.getHostAddress(),
                        config.addresses().get(0).port(),
                        password,
                        user,
                        Math.max(DEFAULT_DATABASES, config.database() + 1),
                        RedisQuotes.quoted(directory().toString())));
    }

    /** Remembers which process the server is. */
    void writePid(ProcessHandle server) throws IOException {
        writePrivately(pidFile(), OrphanedProcess.line(server));
    }

    /** What the server said last, in one line. */
    String lastLogLines() {
        try {
            List<String> lines = Files.readAllLines(logFile(), StandardCharsets.ISO_8859_1);
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - LAST_LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "no log in " + logFile();
        }
    }

    private static void writePrivately(Path file, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, ownerOnly("rw-------"));
        Files.writeString(part, text);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        boolean isPosix = File.separatorChar == '/';
        return isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
