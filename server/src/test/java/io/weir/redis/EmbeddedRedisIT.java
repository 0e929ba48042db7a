package io.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.config.NodeConfig;
import io.weir.config.Secret;
import io.weir.process.OrphanedProcess;
import io.weir.time.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

class EmbeddedRedisIT {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private @TempDir Path data;
    private int port;
    private EmbeddedRedis server;

    @BeforeEach
    void make() throws IOException {
        port = freePort();
        server = server(Secret.NONE, port);
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.stop();
    }

    @Test
    void keepsItsDataAndItsPasswordOverARestart() throws Exception {
        NodeConfig.DataStore first = server.start();
        try (RedisClient client = client(first)) {
            client.set("k", "v");
        }
        server.stop();
        assertThat(isFree(port)).isTrue();

        server = server(Secret.NONE, port);
        NodeConfig.DataStore second = server.start();

        assertThat(second.password()).isEqualTo(first.password());
        try (RedisClient client = client(second)) {
            assertThat(client.get("k")).isEqualTo("v");
            assertThat(client.info("persistence")).contains("aof_enabled:1");
            assertThat(client.configGet("maxmemory-policy")).containsValue("noeviction");
        }
    }

    @Test
    void hidesItsPassword() throws Exception {
        Secret awkward = Secret.of("with \"quotes\" \\ and spaces ü");
        server = server(awkward, port);

        NodeConfig.DataStore reached = server.start();

        assertThat(reached.password()).isEqualTo(awkward);
        assertThat(serverProcess().info().commandLine().orElse("")).doesNotContain("quotes");
        for (String file : List.of("redis-password", "redis/redis.conf")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(file))))
                    .isEqualTo("rw-------");
        }
        assertThatThrownBy(() -> client(with(reached, Secret.NONE)).get("k")).hasMessageContaining("NOAUTH");
    }

    @Test
    void refusesAPortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(server::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("datastore.address: 127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("datastore.addresses=");
        }
    }

    @Test
    void refusesTheDataOfALivingNode() throws Exception {
        server.start();
        EmbeddedRedis second = server(Secret.NONE, freePort());

        assertThatThrownBy(second::start).hasMessageContaining("in use by another node");

        assertThat(serverProcess().isAlive()).isTrue();
    }

    @Test
    void startsAgainWhenItDies() throws Exception {
        NodeConfig.DataStore reached = server.start();
        ProcessHandle before = serverProcess();

        before.destroyForcibly();

        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
            try (RedisClient client = client(reached)) {
                return client.ping().equals("PONG") && serverProcess().pid() != before.pid();
            }
        });
        assertThat(meters.counter("weir.redis.restarts").count()).isEqualTo(1);
    }

    @Test
    void endsWhatAFormerNodeLeftBehind() throws Exception {
        server.start();
        long orphan = serverProcess().pid();
        Path kept = Files.copy(data.resolve("redis/weir-redis.pid"), data.resolve("kept"));
        server.stop();
        Process left = new ProcessBuilder(
                        RedisBinary.carried(data.resolve("redis/bin"))
                                .executable()
                                .toString(),
                        "--port",
                        "" + port)
                .directory(data.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Files.writeString(data.resolve("redis/weir-redis.pid"), OrphanedProcess.line(left.toHandle()));
        await().atMost(Duration.ofSeconds(20)).until(() -> !isFree(port));

        server = server(Secret.NONE, port);
        server.start();

        assertThat(left.isAlive()).isFalse();
        assertThat(serverProcess().pid()).isNotEqualTo(orphan);
        assertThat(Files.readString(kept)).startsWith(orphan + " ");
    }

    /** A node that does nothing but keep its data store, for a test that kills it. */
    public static final class LonelyNode {
        private LonelyNode() {}

        public static void main(String[] args) throws Exception {
            embedded(Path.of(args[0]), Secret.NONE, Integer.parseInt(args[1]), new SimpleMeterRegistry())
                    .start();
            System.out.println("started");
            new CountDownLatch(1).await();
        }
    }

    @Test
    void endsWhenItsNodeIsKilled() throws Exception {
        Process node = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LonelyNode.class.getName(),
                        data.toString(),
                        "" + port)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> !isFree(port));
            ProcessHandle left = serverProcess();

            node.destroyForcibly().waitFor();

            assertThat(left.onExit().get(20, TimeUnit.SECONDS).isAlive()).isFalse();
        } finally {
            node.destroyForcibly();
        }
    }

    @Test
    void refusesDataThatANewerServerWrote() throws Exception {
        Files.createDirectory(data.resolve("redis"));
        Files.writeString(data.resolve("redis/version"), "99.1.0\n");

        assertThatThrownBy(server::start).hasMessageContaining("was written by Redis 99.1.0");
    }

    private ProcessHandle serverProcess() throws IOException {
        String pid = Files.readString(data.resolve("redis/weir-redis.pid")).split(" ")[0];
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private EmbeddedRedis server(Secret password, int onPort) {
        return embedded(data, password, onPort, meters);
    }

    private static EmbeddedRedis embedded(Path data, Secret password, int onPort, MeterRegistry meters) {
        NodeConfig.DataStore defaults = NodeConfig.defaults().datastore();
        NodeConfig.DataStore config = new NodeConfig.DataStore(
                NodeConfig.DataStoreMode.EMBEDDED,
                "",
                password,
                0,
                false,
                defaults.commandTimeout(),
                defaults.operationTimeout(),
                List.of(new NodeConfig.Address("127.0.0.1", onPort)));
        return new EmbeddedRedis(config, data, System.getenv("PATH"), new SecureRandom(), Ticker.system(), meters);
    }

    private static NodeConfig.DataStore with(NodeConfig.DataStore store, Secret password) {
        return new NodeConfig.DataStore(
                store.mode(),
                "",
                password,
                0,
                false,
                store.commandTimeout(),
                store.operationTimeout(),
                store.addresses());
    }

    private static RedisClient client(NodeConfig.DataStore store) {
        return new RedisConnections(store, "test").newClient(Duration.ofSeconds(2));
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
