package io.weir.wsconfig;

import static org.awaitility.Awaitility.await;

import io.weir.wsconfig.httpd.CommandRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Debian's Apache httpd on a free port of loopback, with a configuration of its own in a temporary folder. */
final class RealHttpd implements AutoCloseable {
    static final String PROGRAM = "/usr/sbin/apache2";

    private static final String SCRIPT = "/usr/sbin/apachectl";
    private static final String MODULES = "/usr/lib/apache2/modules";
    private static final Pattern ANSWER = Pattern.compile("HTTP/1.. (\\d{3}).*?\r\n\r\n(.*)", Pattern.DOTALL);
    private static final Path DEBIAN = Path.of("/etc/apache2");

    private final Path root;
    private final Path conf;
    private final int port;

    private RealHttpd(Path root, Path conf, int port) {
        this.root = root;
        this.conf = conf;
        this.port = port;
    }

    /** Leaves the test out where Apache or mod_jk is missing. */
    static void require() {
        Installed.require(
                "Apache httpd with mod_jk (apt install apache2 libapache2-mod-jk)",
                PROGRAM,
                MODULES + "/mod_jk.so",
                DEBIAN + "/apache2.conf");
    }

    /** A copy of Debian's configuration, mod_jk loaded with Debian's own workers file, two named virtual hosts. */
    static RealHttpd debian(Path folder) throws IOException {
        RealHttpd httpd = new RealHttpd(folder, folder.resolve("apache2"), Ports.free());
        copy(DEBIAN, httpd.conf);
        Path run = Files.createDirectories(folder.resolve("run"));
        Files.writeString(httpd.conf.resolve("envvars"), """
                unset HOME
                export APACHE_RUN_USER=www-data
                export APACHE_RUN_GROUP=www-data
                export APACHE_PID_FILE=%1$s/apache2.pid
                export APACHE_RUN_DIR=%1$s
                export APACHE_LOCK_DIR=%1$s
                export APACHE_LOG_DIR=%1$s
                export LANG=C
                """.formatted(run));
        Files.writeString(
                httpd.conf.resolve("ports.conf"), "Listen 127.0.0.1:" + httpd.port + "\nServerName localhost\n");
        Path jk = httpd.conf.resolve("mods-available/jk.conf");
        Files.writeString(jk, Files.readString(jk).replace("/var/log/apache2", run.toString()));
        for (String file : List.of("jk.conf", "jk.load")) {
            Path enabled = httpd.conf.resolve("mods-enabled").resolve(file);
            Files.deleteIfExists(enabled);
            Files.createSymbolicLink(enabled, Path.of("../mods-available", file));
        }
        httpd.site("000-default", "first.example.com");
        httpd.site("second", "second.example.com");
        return httpd;
    }

    /** One {@code httpd.conf} as a build from source has it: no mod_jk, no virtual host, no script. */
    static RealHttpd plain(Path folder) throws IOException {
        RealHttpd httpd = new RealHttpd(folder, folder.resolve("conf"), Ports.free());
        Files.createDirectories(folder.resolve("run"));
        Files.createDirectories(httpd.conf);
        Files.writeString(httpd.conf.resolve("httpd.conf"), """
                ServerRoot "%1$s"
                Listen 127.0.0.1:%2$d
                ServerName localhost
                PidFile "%1$s/run/httpd.pid"
                DefaultRuntimeDir "%1$s/run"
                ErrorLog "%1$s/run/error.log"
                LoadModule mpm_event_module %3$s/mod_mpm_event.so
                LoadModule authz_core_module %3$s/mod_authz_core.so
                LoadModule authz_host_module %3$s/mod_authz_host.so
                User www-data
                Group www-data""".formatted(folder, httpd.port, MODULES));
        return httpd;
    }

    Path conf() {
        return conf;
    }

    void start() throws IOException {
        run("start");
        await().atMost(Duration.ofSeconds(30)).until(this::answers);
    }

    /** The status and the body of the answer, as {@code 200 body}. */
    String get(String host, String path) {
        try {
            return request(host, path, "GET", new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One request on a connection of its own, byte for byte as told; HTTP/1.0, so that the answer ends with the connection. */
    String request(String host, String path, String method, byte[] body) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 20_000);
            socket.setSoTimeout(20_000);
            String head = method + " " + path + " HTTP/1.0\r\nHost: " + host + "\r\nContent-Length: " + body.length
                    + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher parts = ANSWER.matcher(answer);
            if (!parts.matches()) {
                throw new IOException("no answer: " + answer);
            }
            return parts.group(1) + " " + parts.group(2);
        }
    }

    /** Every file of the configuration with its content; links by their targets. */
    Map<String, String> snapshot() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(conf)) {
            for (Path file : all.toList()) {
                String content = Files.isSymbolicLink(file)
                        ? "-> " + Files.readSymbolicLink(file)
                        : Files.isRegularFile(file)
                                ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                                : "";
                files.put(conf.relativize(file).toString(), content);
            }
        }
        return files;
    }

    private void site(String name, String host) throws IOException {
        Path file = conf.resolve("sites-available").resolve(name + ".conf");
        Files.writeString(
                file,
                "<VirtualHost 127.0.0.1:" + port + ">\n\tServerName " + host + "\n\tDocumentRoot /var/www/html\n"
                        + "\tErrorLog ${APACHE_LOG_DIR}/error.log\n</VirtualHost>\n");
        Path enabled = conf.resolve("sites-enabled").resolve(name + ".conf");
        Files.deleteIfExists(enabled);
        Files.createSymbolicLink(enabled, Path.of("../sites-available", name + ".conf"));
    }

    private boolean answers() {
        try {
            request("localhost", "/", "GET", new byte[0]);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void run(String verb) throws IOException {
        boolean isDebian = Files.exists(conf.resolve("envvars"));
        List<String> command = isDebian
                ? List.of(SCRIPT, verb)
                : List.of(PROGRAM, "-f", conf.resolve("httpd.conf").toString(), "-k", verb);
        CommandRunner.Outcome outcome =
                CommandRunner.processes(Duration.ofSeconds(60)).run(command, Map.of("APACHE_CONFDIR", conf.toString()));
        if (!outcome.isOk()) {
            throw new IllegalStateException("apache " + verb + ": " + outcome.output());
        }
    }

    private List<Path> pidFiles() {
        return Stream.of("apache2.pid", "httpd.pid")
                .map(root.resolve("run")::resolve)
                .filter(Files::exists)
                .toList();
    }

    @Override
    public void close() throws IOException {
        if (!pidFiles().isEmpty()) {
            run("stop");
            await().atMost(Duration.ofSeconds(60)).until(() -> pidFiles().isEmpty());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        to.resolve(from.relativize(file).toString()),
                        LinkOption.NOFOLLOW_LINKS,
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
