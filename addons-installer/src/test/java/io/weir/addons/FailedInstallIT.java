package io.weir.addons;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.ExitCodes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An installation that cannot be done says why and leaves nothing, and the next one succeeds. */
class FailedInstallIT {

    @TempDir
    Path base;

    private Path dir;

    @BeforeEach
    void choose() throws IOException {
        Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxr-xr-x"));
        dir = base.resolve("a/store");
    }

    @AfterEach
    void end() throws IOException {
        AddonsRun.of("uninstall", "--dir", dir, "--purge");
        Files.deleteIfExists(dir.getParent());
    }

    @Test
    void leavesNothingWhereThePortIsTaken() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();

            AddonsRun run = AddonsRun.of("install", "datastore", "--dir", dir, "--port", port);

            assertThat(run.code()).isEqualTo(ExitCodes.FAILURE);
            assertThat(run.errors())
                    .singleElement()
                    .asString()
                    .contains("127.0.0.1:" + port + ": Address already in use");
            assertThat(base).isEmptyDirectory();
        }
        assertThat(AddonsRun.of("install", "datastore", "--dir", dir, "--port", port)
                        .code())
                .isZero();
    }

    @Test
    void leavesNothingWhereTheServerDoesNotStart() throws IOException {
        Path program = Files.writeString(
                base.resolve("redis-server"),
                "#!/bin/sh\n[ \"$1\" = --version ] && echo 'Redis server v=9.9.9' && exit\necho 'cannot do it'\nexit 3\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();

        AddonsRun run =
                AddonsRun.of("install", "datastore", "--dir", dir, "--port", AddonsRun.freePort(), "--from", program);

        assertThat(run.code()).isEqualTo(ExitCodes.FAILURE);
        assertThat(run.errors()).singleElement().asString().contains("ended with status 3: cannot do it");
        Files.delete(program);
        assertThat(base).isEmptyDirectory();
    }

    @Test
    void leavesNothingWhereTheGivenFileIsNoRedis() throws IOException {
        Path file = Files.writeString(base.resolve("redis.tar.gz"), "no archive");

        AddonsRun run =
                AddonsRun.of("install", "datastore", "--dir", dir, "--port", AddonsRun.freePort(), "--from", file);

        assertThat(run.code()).isEqualTo(ExitCodes.FAILURE);
        assertThat(run.errors()).singleElement().asString().contains("(expected: a whole .zip, .tar.gz or .tgz file)");
        Files.delete(file);
        assertThat(base).isEmptyDirectory();
    }

    @Test
    void leavesNothingWhereTheMasterIsNotThere() throws IOException {
        AddonsRun run = AddonsRun.of(
                "install",
                "datastore",
                "--dir",
                dir,
                "--port",
                AddonsRun.freePort(),
                "--replica-of",
                "127.0.0.1:" + AddonsRun.freePort());

        assertThat(run.code()).isEqualTo(ExitCodes.FAILURE);
        assertThat(run.errors()).singleElement().asString().contains("link to the master is down");
        assertThat(base).isEmptyDirectory();
    }

    @Test
    void leavesFormerDataWhereItFails() throws IOException {
        int port = AddonsRun.freePort();
        AddonsRun.of("install", "datastore", "--dir", dir, "--port", port);
        AddonsRun.of("uninstall", "--dir", dir);

        AddonsRun run = AddonsRun.of(
                "install",
                "datastore",
                "--dir",
                dir,
                "--port",
                port,
                "--replica-of",
                "127.0.0.1:" + AddonsRun.freePort());

        assertThat(run.code()).isEqualTo(ExitCodes.FAILURE);
        assertThat(dir.resolve("data")).isNotEmptyDirectory();
        assertThat(dir.resolve("addon.json")).doesNotExist();
        assertThat(AddonsRun.of("install", "datastore", "--dir", dir, "--port", port)
                        .code())
                .isZero();
    }

    @Test
    void refusesDataThatANewerRedisWrote() throws IOException {
        Files.createDirectories(dir.resolve("data"));
        Files.writeString(dir.resolve("data/written-by"), "99.0.0\n");

        AddonsRun run = AddonsRun.of("install", "datastore", "--dir", dir, "--port", AddonsRun.freePort());

        assertThat(run.errors()).singleElement().asString().contains("was written by Redis 99.0.0, and this is");
        assertThat(dir.resolve("data/written-by")).exists();
        Files.delete(dir.resolve("data/written-by"));
        Files.delete(dir.resolve("data"));
        Files.delete(dir);
    }
}
