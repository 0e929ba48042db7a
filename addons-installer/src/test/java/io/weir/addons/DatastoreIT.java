package io.weir.addons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.cli.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** A Data Store from its installation to its end, with a real Redis. */
class DatastoreIT {

    @TempDir
    Path base;

    private Path dir;
    private int port;

    @BeforeEach
    void choose() throws IOException {
        // Where root runs this, the server's own user must get there.
        Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxr-xr-x"));
        dir = base.resolve("store");
        port = AddonsRun.freePort();
    }

    @AfterEach
    void end() {
        AddonsRun.of("uninstall", "--dir", dir, "--purge");
    }

    @Test
    void keepsWhatIsWrittenOverEverythingButAPurge() throws IOException {
        AddonsRun installed = AddonsRun.of("install", "datastore", "--dir", dir, "--port", port);
        assertThat(installed.errors()).isEmpty();
        assertThat(installed.code()).isEqualTo(ExitCodes.OK);
        set("a", "1", "");

        assertThat(AddonsRun.of("stop", "--dir", dir).out()).endsWith("stopped\n");
        assertThat(AddonsRun.of("status", "--dir", dir).code()).isEqualTo(ExitCodes.DEGRADED);
        assertThat(AddonsRun.of("stop", "--dir", dir).out()).endsWith("did not run\n");
        assertThat(AddonsRun.of("start", "--dir", dir).out()).endsWith("runs\n");
        assertThat(AddonsRun.of("start", "--dir", dir).out()).endsWith("runs already\n");
        assertThat(AddonsRun.of("status", "--dir", dir).code()).isEqualTo(ExitCodes.OK);
        assertThat(get("a", "")).isEqualTo("1");

        assertThat(AddonsRun.of("uninstall", "--dir", dir).out()).contains("its data are still in " + dir);
        try (var left = Files.list(dir)) {
            assertThat(left).containsExactly(dir.resolve("data"));
        }
        assertThat(AddonsRun.of("install", "datastore", "--dir", dir, "--port", port)
                        .code())
                .isZero();
        assertThat(get("a", "")).isEqualTo("1");

        assertThat(AddonsRun.of("uninstall", "--dir", dir, "--purge").code()).isZero();
        assertThat(base).isEmptyDirectory();
    }

    @Test
    void changesWhatIsAskedForAndNothingElse() throws IOException {
        Path password = Files.writeString(base.resolve("password"), "first\n");
        AddonsRun.of("install", "datastore", "--dir", dir, "--port", port, "--password-file", password);
        set("a", "1", "first");

        assertThat(AddonsRun.of("install", "datastore", "--dir", dir).out()).contains("already installed");
        int other = AddonsRun.freePort();
        assertThat(AddonsRun.of("install", "datastore", "--dir", dir, "--port", other)
                        .out())
                .contains("changed");
        port = other;
        assertThat(get("a", "first")).isEqualTo("1");
        assertThat(AddonsRun.of("install", "datastore", "--dir", dir, "--password", "second")
                        .out())
                .contains("changed");
        assertThat(get("a", "second")).isEqualTo("1");

        assertThat(Files.readString(dir.resolve("addon.json"))).doesNotContain("first", "second");
        assertThat(Files.getPosixFilePermissions(dir.resolve("conf/redis.conf")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        Files.delete(password);
    }

    @Test
    void followsAMaster() throws IOException {
        Path replica = base.resolve("replica");
        AddonsRun.of("install", "datastore", "--dir", dir, "--port", port);
        set("a", "1", "");

        AddonsRun installed = AddonsRun.of(
                "install",
                "datastore",
                "--dir",
                replica,
                "--port",
                AddonsRun.freePort(),
                "--replica-of",
                "127.0.0.1:" + port);

        assertThat(installed.errors()).isEmpty();
        assertThat(AddonsRun.of("status", "--dir", replica).out()).contains("slave, link to the master up");
        assertThat(AddonsRun.of("uninstall", "--dir", replica, "--purge").code())
                .isZero();
    }

    @Test
    void letsNodesDoWhatTheyNeedAndNoMore() throws IOException {
        Path password = Files.writeString(base.resolve("password"), "of \"all\"\n");
        AddonsRun installed = AddonsRun.of(
                "install",
                "datastore",
                "--dir",
                dir,
                "--port",
                port,
                "--password-file",
                password,
                "--acl-user",
                "weir");
        assertThat(installed.errors()).isEmpty();
        assertThat(installed.out()).contains("--set datastore.username=weir --set 'datastore.password=${file:");

        try (Jedis node = new Jedis("127.0.0.1", port)) {
            node.auth("weir", "of \"all\"");
            assertThat(node.set("weir:{cfg}:a", "1")).isEqualTo("OK");
            assertThatThrownBy(() -> node.set("other", "1")).hasMessageStartingWith("NOPERM");
            assertThatThrownBy(node::flushAll).hasMessageStartingWith("NOPERM");
            assertThatThrownBy(() -> node.keys("*")).hasMessageStartingWith("NOPERM");
            assertThatThrownBy(() -> node.configGet("*")).hasMessageStartingWith("NOPERM");
            assertThatThrownBy(node::shutdown).hasMessageStartingWith("NOPERM");
        }
        try (Jedis everybody = new Jedis("127.0.0.1", port)) {
            assertThatThrownBy(() -> everybody.auth("of \"all\"")).hasMessageContaining("WRONGPASS");
            assertThatThrownBy(everybody::ping).hasMessageContaining("NOAUTH");
        }
        try (Jedis own = new Jedis("127.0.0.1", port)) {
            own.auth("weir-addons", "of \"all\"");
            assertThatThrownBy(() -> own.get("weir:{cfg}:a")).hasMessageStartingWith("NOPERM");
        }

        assertThat(AddonsRun.of("install", "datastore", "--dir", dir, "--acl-user", "")
                        .out())
                .contains("changed");
        assertThat(get("weir:{cfg}:a", "of \"all\"")).isEqualTo("1");
        Files.delete(password);
    }

    @Test
    void followsAMasterWhoseNodesHaveAUserOfTheirOwn() throws IOException {
        Path replica = base.resolve("replica");
        AddonsRun.of("install", "datastore", "--dir", dir, "--port", port, "--password", "p", "--acl-user", "weir");

        AddonsRun installed = AddonsRun.of(
                "install",
                "datastore",
                "--dir",
                replica,
                "--port",
                AddonsRun.freePort(),
                "--password",
                "p",
                "--acl-user",
                "weir",
                "--replica-of",
                "127.0.0.1:" + port);

        assertThat(installed.errors()).isEmpty();
        assertThat(AddonsRun.of("status", "--dir", replica).out()).contains("slave, link to the master up");
        assertThat(AddonsRun.of("uninstall", "--dir", replica, "--purge").code())
                .isZero();
    }

    @Test
    void endsNoProcessThatOnlyHasItsNumber() throws IOException {
        AddonsRun.of("install", "datastore", "--dir", dir, "--port", port, "--no-start");
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            Path pid = Files.writeString(dir.resolve("run/redis.pid"), other.pid() + "\n");
            Files.setLastModifiedTime(pid, java.nio.file.attribute.FileTime.fromMillis(0));

            assertThat(AddonsRun.of("stop", "--dir", dir).out()).contains("did not run");
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroy();
        }
    }

    private void set(String key, String value, String password) {
        try (Jedis jedis = jedis(password)) {
            jedis.set(key, value);
        }
    }

    private String get(String key, String password) {
        try (Jedis jedis = jedis(password)) {
            return jedis.get(key);
        }
    }

    private Jedis jedis(String password) {
        Jedis jedis = new Jedis("127.0.0.1", port);
        if (!password.isEmpty()) {
            jedis.auth(password);
        }
        return jedis;
    }
}
