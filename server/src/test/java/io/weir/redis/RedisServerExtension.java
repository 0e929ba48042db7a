package io.weir.redis;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.config.NodeConfig;
import io.weir.config.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A real Redis server for a test class, on a free loopback port, empty before each test. What a node has of it may do what
 * {@link NodeRights} says and no more, so that every test here shows that this is enough. Static:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final RedisServerExtension redis = new RedisServerExtension();
 * }</pre>
 */
public final class RedisServerExtension implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Path BINARIES = Path.of("target", "redis-bin").toAbsolutePath();

    private static final String USER = "weir";
    private static final String PASSWORD = "of a test";

    private final List<String> arguments;
    private final Thread killAtExit = new Thread(this::kill);

    private int port;
    private @Nullable Path directory;
    private @Nullable Process process;
    private boolean isPaused;

    /** @param arguments further ones for {@code redis-server}, such as {@code "--maxmemory", "2mb"} */
    public RedisServerExtension(String... arguments) {
        this.arguments = List.of(arguments);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Runtime.getRuntime().addShutdownHook(killAtExit);
        directory = Files.createTempDirectory("weir-redis-test");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        start();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (isPaused) {
            resume();
        }
        if (!isRunning()) {
            start();
        }
        flush();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        kill();
        Runtime.getRuntime().removeShutdownHook(killAtExit);
        try (Stream<Path> files = Files.walk(directory())) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    /** The loopback port; the same after a restart. */
    public int port() {
        return port;
    }

    /** The process id of the server. */
    public long pid() {
        return running().pid();
    }

    /** This server as the configuration of a node has it, with a user of its own. */
    public NodeConfig.DataStore dataStore() {
        return dataStore(Duration.ofSeconds(5));
    }

    /** @param operationTimeout short for tests that pause the server */
    public NodeConfig.DataStore dataStore(Duration operationTimeout) {
        return new NodeConfig.DataStore(
                NodeConfig.DataStoreMode.STANDALONE,
                USER,
                Secret.of(PASSWORD),
                0,
                false,
                Duration.ofMillis(50),
                operationTimeout,
                List.of(new NodeConfig.Address("127.0.0.1", port)));
    }

    /** Connections to this server under the name {@code weir-test}. */
    public RedisConnections connections() {
        return new RedisConnections(dataStore(), "weir-test");
    }

    /** A raw connection, for the test to close. */
    public Connection open() {
        return connections().open(Duration.ofSeconds(5));
    }

    /** A client with all commands, for the test to close. */
    public Jedis jedis() {
        return new Jedis(
                new HostAndPort("127.0.0.1", port),
                DefaultJedisClientConfig.builder()
                        .serverDefaultProtocol()
                        .timeoutMillis(5000)
                        .build());
    }

    /** Starts it with the data that was there. */
    public void start() {
        assertThat(isRunning()).isFalse();
        List<String> command = new ArrayList<>(List.of(binary().executable().toString()));
        command.addAll(List.of(
                "--port", "" + port, "--bind", "127.0.0.1", "--dir", directory().toString()));
        command.addAll(List.of("--appendonly", "yes", "--save", "", "--logfile", "redis.log"));
        command.addAll(List.of("--user", USER, "on", ">" + PASSWORD));
        command.addAll(NodeRights.RULES);
        command.addAll(arguments);
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(this::answers);
    }

    /** Ends it in order; its data stays. */
    public void stop() {
        running().destroy();
        awaitEnd();
    }

    /** Ends it as a power cut does; what its append-only file holds stays. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly();
            awaitEnd();
        }
        isPaused = false;
    }

    /** {@link #stop} and {@link #start}. */
    public void restart() {
        stop();
        start();
    }

    /** Hangs the server (SIGSTOP): connections stay, no answer comes. */
    public void pause() {
        signal("-STOP");
        isPaused = true;
    }

    /** Lets a paused server go on (SIGCONT). */
    public void resume() {
        signal("-CONT");
        isPaused = false;
    }

    /** Deletes everything in every database. */
    public void flush() {
        try (Jedis jedis = jedis()) {
            jedis.flushAll();
        }
    }

    private boolean isRunning() {
        return process != null && process.isAlive();
    }

    private boolean answers() {
        assertThat(isRunning())
                .as("redis-server on port %s, log in %s", port, directory)
                .isTrue();
        try (Jedis jedis = jedis()) {
            return "PONG".equals(jedis.ping());
        } catch (JedisException e) {
            return false;
        }
    }

    private void signal(String signal) {
        try {
            int status = new ProcessBuilder("kill", signal, "" + pid()).start().waitFor();
            assertThat(status).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void awaitEnd() {
        try {
            assertThat(running().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Process running() {
        return requireNonNull(process, "not started: register the extension in a static field");
    }

    private Path directory() {
        return requireNonNull(directory, "not started: register the extension in a static field");
    }

    private static RedisBinary binary() {
        try {
            return RedisBinary.carried(BINARIES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
