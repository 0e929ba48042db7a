package io.weir.addons;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.ExitCodes;
import io.weir.redis.RedisBinary;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/** A Data Store is moved from the Redis that Weir carries to the system's, which writes its data in another form. */
class UpgradeIT {

    @TempDir
    Path base;

    private Path dir;
    private Path carried;
    private Path newer;
    private int port;

    @BeforeEach
    void choose() throws IOException {
        Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxr-xr-x"));
        dir = base.resolve("store");
        carried = RedisBinary.newest(base.resolve("carried"), "").executable();
        RedisBinary newest = RedisBinary.newest(base.resolve("carried"), System.getenv("PATH"));
        newer = newest.executable();
        LeftOut.unless(
                newest.version().major() > RedisBinary.at(carried).version().major(),
                "redis-server on the PATH that is newer than the one that Weir carries");
        port = AddonsRun.freePort();
    }

    @AfterEach
    void end() {
        AddonsRun.of("upgrade", "--dir", dir);
        AddonsRun.of("uninstall", "--dir", dir, "--purge");
    }

    @Test
    void keepsWhatTheFormerServerHeld() {
        install();
        write(port);

        AddonsRun upgraded = AddonsRun.of("upgrade", "--dir", dir);

        assertThat(upgraded.errors()).isEmpty();
        assertThat(upgraded.code()).isEqualTo(ExitCodes.OK);
        assertThat(info("redis_version")).isEqualTo(version(newer));
        assertThat(read(port)).isEqualTo("value-99");
        assertThat(AddonsRun.of("status", "--dir", dir).out()).contains("Redis " + version(newer));
        assertNothingIsLeftOver();
        assertThat(AddonsRun.of("upgrade", "--dir", dir).out()).contains("there is nothing newer");
        assertThat(AddonsRun.of("upgrade", "--dir", dir, "--from", carried).out())
                .contains("there is nothing newer");
    }

    @Test
    void goesBackWhereTheNewServerEndsAtOnce() throws IOException {
        install();
        write(port);

        AddonsRun run = AddonsRun.of("upgrade", "--dir", dir, "--from", program("echo 'cannot do it'\nexit 3\n"));

        assertThat(run.code()).isEqualTo(ExitCodes.FAILURE);
        assertThat(run.err())
                .contains("ended with status 3: cannot do it", "is there again, with the data that it had");
        assertIsAsItWas();
    }

    @Test
    void goesBackToTheDataAsTheyWereBeforeTheNewServerRewroteThem() throws IOException {
        install();
        write(port);
        Path seen = Files.createFile(base.resolve("seen"));
        Files.setPosixFilePermissions(seen, PosixFilePermissions.fromString("rw-rw-rw-"));
        Path program = program("timeout 2 " + newer + " \"$1\" --port " + AddonsRun.freePort() + "\nls " + dir
                + "/data >" + seen + "\nexit 1\n");

        AddonsRun run = AddonsRun.of("upgrade", "--dir", dir, "--from", program);

        assertThat(run.code()).isEqualTo(ExitCodes.FAILURE);
        // A folder that the former server does not know: it would have begun with nothing.
        assertThat(seen).content().contains("appendonlydir");
        assertThat(dir.resolve("data/appendonlydir")).doesNotExist();
        assertIsAsItWas();
    }

    @Test
    void upgradesWhatDoesNotRunWithoutStartingIt() {
        install();
        write(port);
        AddonsRun.of("stop", "--dir", dir);

        assertThat(AddonsRun.of("upgrade", "--dir", dir).out()).contains("Redis " + version(newer));

        assertThat(AddonsRun.of("status", "--dir", dir).code()).isEqualTo(ExitCodes.DEGRADED);
        AddonsRun.of("start", "--dir", dir);
        assertThat(read(port)).isEqualTo("value-99");
    }

    @Test
    void refusesAnythingElseWhileAnUpgradeIsBrokenOffAndEndsItThen() throws IOException {
        install();
        write(port);
        Files.createDirectories(dir.resolve("former"));
        Files.move(dir.resolve("bin"), dir.resolve("former/programs"));

        assertThat(AddonsRun.of("start", "--dir", dir).errors())
                .singleElement()
                .asString()
                .contains("an upgrade was broken off");
        assertThat(AddonsRun.of("upgrade", "--dir", dir, "--from", carried).out())
                .contains("there is nothing newer");

        assertIsAsItWas();
    }

    @Test
    void upgradesAClusterServerByServer() throws IOException {
        port = AddonsRun.freeClusterPort();
        AddonsRun installed =
                AddonsRun.of("install", "datastore", "--dir", dir, "--port", port, "--cluster", "--from", carried);
        assertThat(installed.errors()).isEmpty();
        try (RedisClusterClient client = RedisClusterClient.create(new HostAndPort("127.0.0.1", port))) {
            for (int i = 0; i < 100; i++) {
                client.set("key-" + i, "value-" + i);
            }
        }

        AddonsRun upgraded = AddonsRun.of("upgrade", "--dir", dir);

        assertThat(upgraded.errors()).isEmpty();
        assertThat(AddonsRun.of("status", "--dir", dir).out()).contains("cluster ok");
        try (RedisClusterClient client = RedisClusterClient.create(new HostAndPort("127.0.0.1", port))) {
            for (int i = 0; i < 100; i++) {
                assertThat(client.get("key-" + i)).isEqualTo("value-" + i);
            }
        }
        assertNothingIsLeftOver();
    }

    private void install() {
        AddonsRun installed = AddonsRun.of("install", "datastore", "--dir", dir, "--port", port, "--from", carried);
        assertThat(installed.errors()).isEmpty();
        assertThat(info("redis_version")).isEqualTo(version(carried));
    }

    /** A program that says that it is a newer Redis. */
    private Path program(String script) throws IOException {
        Path program = Files.writeString(
                base.resolve("redis-server"),
                "#!/bin/sh\n[ \"$1\" = --version ] && echo 'Redis server v=9.9.9' && exit\n" + script);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }

    private void assertIsAsItWas() {
        assertThat(AddonsRun.of("status", "--dir", dir).out()).contains("Redis " + version(carried));
        assertThat(info("redis_version")).isEqualTo(version(carried));
        assertThat(read(port)).isEqualTo("value-99");
        assertNothingIsLeftOver();
        AddonsRun.of("stop", "--dir", dir);
        AddonsRun.of("start", "--dir", dir);
        assertThat(read(port)).isEqualTo("value-99");
    }

    private void assertNothingIsLeftOver() {
        assertThat(dir.resolve("next")).doesNotExist();
        assertThat(dir.resolve("former")).doesNotExist();
    }

    private static void write(int port) {
        try (Jedis jedis = new Jedis("127.0.0.1", port)) {
            for (int i = 0; i < 100; i++) {
                jedis.set("key-" + i, "value-" + i);
            }
        }
    }

    private static String read(int port) {
        try (Jedis jedis = new Jedis("127.0.0.1", port)) {
            return jedis.get("key-99");
        }
    }

    private String info(String name) {
        try (Jedis jedis = new Jedis("127.0.0.1", port)) {
            return jedis.info("server")
                    .lines()
                    .filter(line -> line.startsWith(name + ":"))
                    .findFirst()
                    .orElseThrow()
                    .substring(name.length() + 1)
                    .strip();
        }
    }

    private static String version(Path program) {
        try {
            return RedisBinary.at(program).version().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
