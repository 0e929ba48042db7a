package io.weir.systemtests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file system of a few megabytes in memory, for what happens on a disk that is full. Only root can have one. */
final class SmallDisk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SmallDisk.class);
    private static final int BLOCK = 4096;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Puts one at a folder; where that is not allowed the test is left out, with a printed line, but not in CI. */
    static SmallDisk at(Path folder, String size) throws IOException {
        Files.createDirectories(folder);
        String refusal = run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString());
        if (!refusal.isEmpty() && System.getenv("CI") == null) {
            LOG.warn("Left out, because a file system cannot be mounted: {}", refusal);
            assumeTrue(false, refusal);
        }
        if (!refusal.isEmpty()) {
            throw new IllegalStateException(refusal + " (expected in CI: root, who may mount)");
        }
        return new SmallDisk(folder);
    }

    /** What a command says against it; empty where it went well. */
    private static String run(String... command) throws IOException {
        List<String> all = new ArrayList<>(List.of("env", "LC_ALL=C"));
        all.addAll(List.of(command));
        Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int code = process.onExit().join().exitValue();
        return code == 0 ? "" : command[0] + ": " + code + " " + said;
    }

    Path folder() {
        return folder;
    }

    void resize(String size) throws IOException {
        require(run("mount", "-o", "remount,size=" + size, folder.toString()));
    }

    /** Takes all room that is left. */
    void fill() throws IOException {
        byte[] block = new byte[BLOCK];
        while (Files.getFileStore(folder).getUsableSpace() > 0) {
            try {
                Files.write(filler(), block, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                LOG.debug("somebody else was faster: {}", e.toString());
            }
        }
    }

    /** Gives back what was taken. */
    void empty() throws IOException {
        Files.deleteIfExists(filler());
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    private static void require(String refusal) {
        if (!refusal.isEmpty()) {
            throw new IllegalStateException(refusal);
        }
    }

    @Override
    public void close() throws IOException {
        require(run("umount", "--lazy", folder.toString()));
    }
}
