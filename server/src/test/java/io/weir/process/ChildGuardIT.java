package io.weir.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A real guard over a real child. */
class ChildGuardIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Bits of {@code SigIgn} in {@code /proc/PID/status}: SIGHUP, SIGINT, SIGTERM. */
    private static final long GROUP_SIGNALS = 1 << 0 | 1 << 1 | 1 << 14;

    @Test
    void staysWhereTheWholeProcessGroupIsAskedToEnd() throws Exception {
        Process child = new ProcessBuilder("sleep", "60").start();
        try {
            Set<Long> before = children();
            ChildGuard guard = ChildGuard.over(child, new SearchPath(System.getenv("PATH")))
                    .orElseThrow();
            ProcessHandle process = ProcessHandle.current()
                    .children()
                    .filter(handle -> !before.contains(handle.pid()))
                    .findFirst()
                    .orElseThrow();

            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(ignoredSignals(process) & GROUP_SIGNALS).isEqualTo(GROUP_SIGNALS));
            guard.release();
            await().atMost(PATIENCE).until(() -> !process.isAlive());
            assertThat(child.isAlive()).isTrue();
        } finally {
            child.destroyForcibly();
        }
    }

    private static Set<Long> children() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    private static long ignoredSignals(ProcessHandle process) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .mapToLong(line -> Long.parseUnsignedLong(
                        line.substring("SigIgn:".length()).strip(), 16))
                .findFirst()
                .orElseThrow();
    }
}
