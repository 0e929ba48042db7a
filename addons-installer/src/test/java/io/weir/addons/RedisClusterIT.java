package io.weir.addons;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClusterClient;

/** A Redis Cluster by the installer: whole at once, and again after a stop. */
class RedisClusterIT {

    @TempDir
    Path base;

    private Path dir;
    private int port;

    @BeforeEach
    void choose() throws IOException {
        Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxr-xr-x"));
        dir = base.resolve("cluster");
        port = AddonsRun.freeClusterPort();
    }

    @AfterEach
    void end() {
        AddonsRun.of("uninstall", "--dir", dir, "--purge");
    }

    @Test
    void isWholeAndLosesNothingOverAStop() {
        AddonsRun installed = AddonsRun.of("install", "datastore", "--dir", dir, "--port", port, "--cluster");
        assertThat(installed.errors()).isEmpty();
        assertThat(installed.code()).isEqualTo(ExitCodes.OK);
        for (int member = 0; member < 3; member++) {
            try (Jedis jedis = new Jedis("127.0.0.1", port + member)) {
                assertThat(jedis.clusterInfo())
                        .contains("cluster_state:ok", "cluster_slots_assigned:16384", "cluster_size:3");
            }
        }
        write();

        assertThat(AddonsRun.of("stop", "--dir", dir).code()).isZero();
        assertThat(AddonsRun.of("start", "--dir", dir).code()).isZero();

        assertThat(read()).isEqualTo("value-99");
        assertThat(AddonsRun.of("status", "--dir", dir).out()).contains("cluster ok");
    }

    @Test
    void saysWhatIsMissingWhenOneServerIsGone() {
        AddonsRun.of("install", "datastore", "--dir", dir, "--port", port, "--cluster");
        try (Jedis jedis = new Jedis("127.0.0.1", port + 1)) {
            jedis.shutdown();
        }

        AddonsRun status = AddonsRun.of("status", "--dir", dir);

        assertThat(status.code()).isEqualTo(ExitCodes.DEGRADED);
        assertThat(status.out()).contains("data store at 127.0.0.1:" + (port + 1) + ": does not run");
        assertThat(AddonsRun.of("start", "--dir", dir).code()).isZero();
        assertThat(AddonsRun.of("status", "--dir", dir).code()).isZero();
    }

    private void write() {
        try (RedisClusterClient client = client()) {
            for (int i = 0; i < 100; i++) {
                client.set("key-" + i, "value-" + i);
            }
        }
    }

    private String read() {
        try (RedisClusterClient client = client()) {
            return client.get("key-99");
        }
    }

    private RedisClusterClient client() {
        return RedisClusterClient.create(new HostAndPort("127.0.0.1", port));
    }
}
