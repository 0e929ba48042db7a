package io.weir.elastic;

import io.weir.config.NodeConfig;
import io.weir.process.OrphanedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link EmbeddedElastic} keeps on disk: a folder with the server's configuration, data and log, its process id, and a lock that
 * says that a living node owns them. One thread.
 */
final class EmbeddedElasticFiles {
    private static final int LAST_LOG_LINES = 5;

    private final Path folder;
    private final ServerUser user;
    private @Nullable FileChannel lock;

    EmbeddedElasticFiles(Path folder, ServerUser user) {
        this.folder = folder;
        this.user = user;
    }

    Path folder() {
        return folder;
    }

    Path config() {
        return folder.resolve("config");
    }

    Path temporary() {
        return folder.resolve("tmp");
    }

    Path pidFile() {
        return folder.resolve("weir-elasticsearch.pid");
    }

    Path console() {
        return logs().resolve("console.log");
    }

    private Path logs() {
        return folder.resolve("logs");
    }

    private Path data() {
        return folder.resolve("data");
    }

    /** Makes what is missing and takes the lock; fails where a living node has it. */
    void prepare() throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw new IOException(folder + " is in use by another node (expected: a --data directory for each node)");
        }
        lock = channel;
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

    /** Writes the server's configuration, anew at each start, and gives everything to the user that it runs as. */
    void write(NodeConfig.Analytics settings, ElasticInstallation installation) throws IOException {
        for (Path directory : List.of(config(), config().resolve("jvm.options.d"), temporary(), logs(), data())) {
            Files.createDirectories(directory);
        }
        // Left where the server was ended while it started; it would not start again.
        Files.deleteIfExists(config().resolve("elasticsearch.keystore.tmp"));
        Files.writeString(config().resolve("elasticsearch.yml"), yaml(settings));
        Files.writeString(config().resolve("log4j2.properties"), ServerTexts.logging(logs()));
        List<String> own =
                Files.readAllLines(installation.home().resolve("config").resolve("jvm.options"));
        Files.write(config().resolve("jvm.options"), ServerTexts.vmOptions(own));
        Files.writeString(
                config().resolve("jvm.options.d").resolve("weir.options"),
                ServerTexts.heap(settings.heap() >> 20, logs()));
        user.own(folder);
    }

    private String yaml(NodeConfig.Analytics settings) {
        NodeConfig.Address address = settings.addresses().get(0);
        return """
                # Written by Weir at each start.
                cluster.name: %s
                node.name: weir-embedded
                path.data: %s
                path.logs: %s
                discovery.type: single-node
                http.host: "%s"
                http.port: %d
                transport.host: 127.0.0.1
                transport.port: 9300-9399
                action.auto_create_index: false
                xpack.security.enabled: false
                """.formatted(
                                settings.clusterName(),
                                ServerTexts.quoted(data().toString()),
                                ServerTexts.quoted(logs().toString()),
                                address.host(),
                                address.port())
                + ServerTexts.SETTINGS;
    }

    /** Remembers which process the server is. */
    void writePid(ProcessHandle server) throws IOException {
        Files.writeString(pidFile(), OrphanedProcess.line(server));
    }

    /** What the server said went wrong, in one line. */
    String lastLogLines() {
        return Stream.of(console(), logs().resolve("elasticsearch.log"))
                .flatMap(file -> complaints(file).stream())
                .findFirst()
                .orElse("see " + logs());
    }

    private static Optional<String> complaints(Path file) {
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).matches(".*(error|exception|fatal).*"))
                    .toList();
            List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LOG_LINES), lines.size());
            return last.isEmpty() ? Optional.empty() : Optional.of(String.join(" | ", last));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
