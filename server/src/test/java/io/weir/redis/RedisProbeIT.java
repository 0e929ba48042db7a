package io.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weir.config.NodeConfig;
import io.weir.config.NodeConfig.Address;
import io.weir.config.NodeConfig.DataStoreMode;
import io.weir.config.Secret;
import io.weir.datastore.Obstacle;
import io.weir.datastore.ObstacleException;
import io.weir.datastore.StoreProbe;
import io.weir.time.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;

class RedisProbeIT {
    @RegisterExtension
    static final RedisServerExtension redis = new RedisServerExtension();

    @RegisterExtension
    static final RedisServerExtension cluster = new RedisServerExtension("--cluster-enabled", "yes");

    private final RedisProbe probe = new RedisProbe(Ticker.system(), new SplittableRandom(1));

    @Test
    void tellsWhatServerThereIsAndLeavesNothing() throws Exception {
        StoreProbe.Server server = probe.probe(at(redis.port(), "", "", 3, false));

        assertThat(server.version()).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(server.role()).isEqualTo("master");
        assertThat(server.mode()).isEqualTo("standalone");
        assertThat(server.latency()).isBetween(Duration.ofNanos(1), Duration.ofSeconds(3));
        assertThat(server.evictionPolicy()).isEqualTo("noeviction");
        try (Jedis jedis = redis.jedis()) {
            jedis.select(3);
            for (String key : jedis.keys("*")) {
                assertThat(jedis.pttl(key)).isBetween(1L, 5000L);
            }
        }
    }

    @Test
    void needsNoMoreRightsThanADocumentedUserHas() throws Exception {
        assertThat(Files.readString(Path.of("../docs/redis-keys.md"))).contains(String.join(" ", NodeRights.RULES));

        assertThat(probe.probe(redis.dataStore()).evictionPolicy()).isEqualTo("noeviction");
    }

    @Test
    void doesWithoutTheRightToAskWhatRedisDoesWhenMemoryIsShort() throws Exception {
        List<String> rules = new ArrayList<>(List.of("on", ">pw"));
        NodeRights.RULES.stream().filter(rule -> !rule.equals("+info")).forEach(rules::add);
        try (Jedis jedis = redis.jedis()) {
            jedis.aclSetUser("silent", rules.toArray(String[]::new));
        }

        assertThat(probe.probe(at(redis.port(), "silent", "pw", 0, false)).evictionPolicy())
                .isNull();
    }

    @Test
    void namesAWrongPasswordAndALogInThatIsMissing() throws Exception {
        fails(Obstacle.WRONG_PASSWORD, at(redis.port(), "nobody", "pw", 0, false));
        try (Jedis jedis = redis.jedis()) {
            jedis.configSet("requirepass", "secret");
        }
        try {
            fails(Obstacle.WRONG_PASSWORD, at(redis.port(), "", "", 0, false));
            ObstacleException wrong = fails(Obstacle.WRONG_PASSWORD, at(redis.port(), "", "hunter2", 0, false));
            assertThat(wrong).hasMessageNotContaining("hunter2").hasMessageContaining("datastore.password");
            assertThat(probe.probe(at(redis.port(), "", "secret", 0, false)).role())
                    .isEqualTo("master");
        } finally {
            try (Jedis jedis = redis.jedis()) {
                jedis.auth("secret");
                jedis.configSet("requirepass", "");
            }
        }
    }

    @Test
    void namesRightsThatAreMissing() throws Exception {
        try (Jedis jedis = redis.jedis()) {
            jedis.aclSetUser("noscripts", "on", ">pw", "~weir:*", "resetchannels", "&weir:*", "+@all", "-@scripting");
            jedis.aclSetUser("nokeys", "on", ">pw", "~other:*", "resetchannels", "&weir:*", "+@all");
            jedis.aclSetUser("nochannels", "on", ">pw", "~weir:*", "resetchannels", "+@all");
        }

        fails(Obstacle.NO_SCRIPTS, at(redis.port(), "noscripts", "pw", 0, false));
        fails(Obstacle.NO_PERMISSION, at(redis.port(), "nokeys", "pw", 0, false));
        fails(Obstacle.NO_PERMISSION, at(redis.port(), "nochannels", "pw", 0, false));
    }

    @Test
    void namesAReplica() {
        try (Jedis jedis = redis.jedis()) {
            jedis.replicaof("127.0.0.1", 1);
        }
        try {
            fails(Obstacle.REPLICA, at(redis.port(), "", "", 0, false));
        } finally {
            try (Jedis jedis = redis.jedis()) {
                jedis.replicaofNoOne();
            }
        }
    }

    @Test
    void namesAClusterAndADatabaseThatIsNotThere() {
        fails(Obstacle.WRONG_MODE, at(cluster.port(), "", "", 0, false));
        fails(Obstacle.DATABASE, at(redis.port(), "", "", 16, false));
    }

    @Test
    void namesAServerThatDropsKeys() throws Exception {
        try (Jedis jedis = redis.jedis()) {
            jedis.configSet("maxmemory-policy", "allkeys-lru");
            assertThat(probe.probe(at(redis.port(), "", "", 0, false)).evictionPolicy())
                    .isEqualTo("allkeys-lru");
            jedis.configSet("maxmemory", "100mb");
        }
        try {
            fails(Obstacle.EVICTS, at(redis.port(), "", "", 0, false));
        } finally {
            try (Jedis jedis = redis.jedis()) {
                jedis.configSet("maxmemory", "0");
                jedis.configSet("maxmemory-policy", "noeviction");
            }
        }
    }

    @Test
    void namesAServerThatIsFull() {
        try (Jedis jedis = redis.jedis()) {
            jedis.configSet("maxmemory", "1");
        }
        try {
            fails(Obstacle.NOT_WRITABLE, at(redis.port(), "", "", 0, false));
        } finally {
            try (Jedis jedis = redis.jedis()) {
                jedis.configSet("maxmemory", "0");
            }
        }
    }

    @Test
    void namesAServerThatHangs() {
        redis.pause();
        try {
            fails(Obstacle.TIMEOUT, at(redis.port(), "", "", 0, false));
        } finally {
            redis.resume();
        }
    }

    @Test
    void namesNothingThere() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        fails(Obstacle.REFUSED, at(free, "", "", 0, false));
        NodeConfig.DataStore nowhere = at(free, "", "", 0, false, "no-such-host.invalid");
        fails(Obstacle.UNKNOWN_HOST, nowhere);
    }

    @Test
    void namesWhatIsNoRedisOrTooOld() throws Exception {
        fails(Obstacle.NOT_REDIS, "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n", false);
        fails(Obstacle.TOO_OLD, "-ERR unknown command `HELLO`, with args beginning with: `2`, \r\n", false);
        List<String> hello = List.of(
                "*14",
                "$6",
                "server",
                "$5",
                "redis",
                "$7",
                "version",
                "$5",
                "6.0.9",
                "$5",
                "proto",
                ":2",
                "$2",
                "id",
                ":3",
                "$4",
                "mode",
                "$10",
                "standalone",
                "$4",
                "role",
                "$6",
                "master",
                "$7",
                "modules",
                "*0",
                "");
        fails(Obstacle.TOO_OLD, String.join("\r\n", hello), false);
        fails(Obstacle.LOADING, "-LOADING Redis is loading the dataset in memory\r\n", false);
        fails(Obstacle.TIMEOUT, "", false);
        fails(Obstacle.TLS, "-ERR this is no TLS\r\n", true);
    }

    private void fails(Obstacle obstacle, String answer, boolean isTls) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> answer(server, answer));
            thread.setDaemon(true);
            thread.start();
            fails(obstacle, at(server.getLocalPort(), "", "", 0, isTls));
        }
    }

    private static void answer(ServerSocket server, String answer) {
        try (Socket socket = server.accept()) {
            byte[] request = new byte[1024];
            if (socket.getInputStream().read(request) > 0) {
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }
            socket.shutdownOutput();
            while (socket.getInputStream().read(request) > 0) {
                // What comes further is not answered.
            }
        } catch (IOException e) {
            // The probe hangs up when it has seen enough.
        }
    }

    private ObstacleException fails(Obstacle obstacle, NodeConfig.DataStore store) {
        ObstacleException failure = catchThrowableOfType(ObstacleException.class, () -> probe.probe(store));
        assertThat(failure).as("%s", obstacle).isNotNull();
        assertThat(failure.obstacle()).as(failure.getMessage()).isEqualTo(obstacle);
        return failure;
    }

    private static NodeConfig.DataStore at(int port, String user, String password, int database, boolean isTls) {
        return at(port, user, password, database, isTls, "127.0.0.1");
    }

    private static NodeConfig.DataStore at(
            int port, String user, String password, int database, boolean isTls, String host) {
        return new NodeConfig.DataStore(
                DataStoreMode.STANDALONE,
                user,
                Secret.of(password),
                database,
                isTls,
                Duration.ofMillis(50),
                Duration.ofSeconds(2),
                List.of(new Address(host, port)));
    }
}
