package io.weir.addons;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.ExitCodes;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk with too little room, or that fills while something is installed: a small file system of its own, which only root can mount. */
class FullDiskIT {
    private static final long MEGABYTES = 48;

    @TempDir
    Path base;

    private Path disk;
    private Path dir;

    @BeforeEach
    void mount() throws Exception {
        Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxr-xr-x"));
        disk = Files.createDirectory(base.resolve("disk"));
        dir = disk.resolve("a/store");
        boolean isMounted = run("mount", "-t", "tmpfs", "-o", "mode=755,size=" + MEGABYTES + "m", "weir", disk) == 0;
        LeftOut.unless(isMounted, "file system that can be mounted (as root)");
    }

    @AfterEach
    void unmount() throws Exception {
        AddonsRun.of("uninstall", "--dir", dir, "--purge");
        run("umount", disk);
    }

    @Test
    void beginsNothingWhereThereIsTooLittleRoom() throws IOException {
        Path other = fill(disk.resolve("other"), MEGABYTES - 8);

        AddonsRun run = AddonsRun.of("install", "datastore", "--dir", dir, "--port", AddonsRun.freePort());

        assertThat(run.code()).isEqualTo(ExitCodes.FAILURE);
        assertThat(run.errors()).singleElement().asString().matches(".*: \\d MB free \\(expected: 33 MB or more\\)");
        Files.delete(other);
        assertThat(disk).isEmptyDirectory();
        assertInstalls();
    }

    @Test
    void leavesNothingWhereTheDiskFillsMeanwhile() throws IOException {
        Path large = fill(base.resolve("redis-server"), 2 * MEGABYTES);

        AddonsRun run =
                AddonsRun.of("install", "datastore", "--dir", dir, "--port", AddonsRun.freePort(), "--from", large);

        assertThat(run.code()).isEqualTo(ExitCodes.FAILURE);
        assertThat(run.errors())
                .singleElement()
                .asString()
                .contains("No space left on device (expected: room on its disk; nothing of this was kept)");
        assertThat(disk).isEmptyDirectory();
        assertInstalls();
    }

    @Test
    void changesNothingWhereTheDiskFillsInAnUpgrade() throws IOException {
        assertInstalls();
        Path large = fill(base.resolve("redis-server"), 2 * MEGABYTES);

        AddonsRun run = AddonsRun.of("upgrade", "--dir", dir, "--from", large);

        assertThat(run.code()).isEqualTo(ExitCodes.FAILURE);
        assertThat(run.errors()).singleElement().asString().contains("No space left on device");
        assertThat(dir.resolve("next")).doesNotExist();
        assertThat(AddonsRun.of("status", "--dir", dir).code()).isEqualTo(ExitCodes.OK);
    }

    private void assertInstalls() throws IOException {
        AddonsRun run = AddonsRun.of("install", "datastore", "--dir", dir, "--port", AddonsRun.freePort());
        assertThat(run.errors()).isEmpty();
        assertThat(run.code()).isEqualTo(ExitCodes.OK);
    }

    /** A file that really takes up its room. */
    private static Path fill(Path file, long megabytes) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] block = new byte[1 << 20];
            for (long i = 0; i < megabytes; i++) {
                out.write(block);
            }
        }
        return file;
    }

    private static int run(Object... command) throws IOException, InterruptedException {
        String[] words = new String[command.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = String.valueOf(command[i]);
        }
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
