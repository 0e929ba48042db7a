package io.weir.systemtests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/** Debian's Apache httpd with mod_jk, with a configuration of its own in a folder of its own. */
final class HttpdProcess implements AutoCloseable {
    private static final Path SERVER = Path.of("/usr/sbin/apache2");
    private static final Path MODULES = Path.of("/usr/lib/apache2/modules");
    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final int port;

    private HttpdProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Leaves the tests out where httpd or mod_jk is missing, with a line that says so; where {@code CI} is set they fail then. */
    static void requireFor(Class<?> tests) {
        List<Path> missing = List.of(SERVER, MODULES.resolve("mod_jk.so")).stream()
                .filter(file -> !Files.exists(file))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        String message = "left out, because these are missing (packages apache2 and libapache2-mod-jk): " + missing;
        if (System.getenv("CI") != null) {
            throw new IllegalStateException(message);
        }
        System.out.println("[WARNING] " + tests.getSimpleName() + ": " + message);
        Assumptions.abort(message);
    }

    /**
     * Starts it.
     *
     * @param folder for everything that it writes
     * @param secret what it sends to the node
     * @param more further lines of configuration
     */
    static HttpdProcess inFrontOf(NodeProcess node, Path folder, String secret, String... more) throws IOException {
        int port = Ports.free();
        return start(
                folder,
                port,
                configuration(folder, port) + forwarding(node.ajpPort(), secret) + String.join("\n", more) + "\n");
    }

    /** Starts one that knows of no node yet; its main file is {@code httpd.conf}. */
    static HttpdProcess alone(Path folder) throws IOException {
        int port = Ports.free();
        return start(folder, port, configuration(folder, port));
    }

    private static HttpdProcess start(Path folder, int port, String configuration) throws IOException {
        Path conf = Files.writeString(folder.resolve("httpd.conf"), configuration);
        Process process = new ProcessBuilder(SERVER.toString(), "-f", conf.toString(), "-DFOREGROUND")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("httpd.out").toFile())
                .start();
        HttpdProcess httpd = new HttpdProcess(process, port);
        try {
            httpd.awaitListening();
        } catch (RuntimeException e) {
            httpd.close();
            throw new IllegalStateException(Files.readString(folder.resolve("httpd.out")), e);
        }
        return httpd;
    }

    private static String configuration(Path folder, int port) {
        return """
                ServerRoot %1$s
                PidFile httpd.pid
                ErrorLog error.log
                ServerName front.test
                Listen 127.0.0.1:%2$d
                LoadModule mpm_event_module %3$s/mod_mpm_event.so
                LoadModule authz_core_module %3$s/mod_authz_core.so
                LoadModule jk_module %3$s/mod_jk.so
                LimitRequestFieldSize 16384
                """.formatted(folder, port, MODULES);
    }

    private static String forwarding(int ajpPort, String secret) {
        return """
                AllowEncodedSlashes NoDecode
                JkLogFile jk.log
                JkLogLevel info
                JkShmFile jk-shm
                JkWorkerProperty worker.list=weir
                JkWorkerProperty worker.weir.type=ajp13
                JkWorkerProperty worker.weir.host=127.0.0.1
                JkWorkerProperty worker.weir.port=%1$d
                JkWorkerProperty worker.weir.secret=%2$s
                JkWorkerProperty worker.weir.max_packet_size=16384
                JkWorkerProperty worker.weir.ping_mode=A
                JkWorkerProperty worker.weir.recovery_options=7
                JkOptions +ForwardURICompatUnparsed
                JkMount /* weir
                """.formatted(ajpPort, secret);
    }

    private void awaitListening() {
        Awaitility.await("httpd listens")
                .atMost(START)
                .pollInterval(Duration.ofMillis(50))
                .failFast("httpd has ended", () -> !process.isAlive())
                .until(this::isListening);
    }

    private boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** The module's file. */
    static Path module(String name) {
        return MODULES.resolve("mod_" + name + ".so");
    }

    /** The program, for those who test its configuration. */
    static Path program() {
        return SERVER;
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        Processes.end(process);
    }
}
