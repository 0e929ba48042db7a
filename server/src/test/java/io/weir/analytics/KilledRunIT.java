package io.weir.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.analytics.RunCounters.Left;
import io.weir.event.Occurrence;
import io.weir.time.Ticker;
import java.io.BufferedReader;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process killed for good, and what the next one on its folder knows. */
class KilledRunIT {
    @TempDir
    private Path folder;

    @Test
    void accountsForEachRecordOfAKilledProcess() throws Exception {
        Left left = runAndKill();
        InMemoryRecordStore store = new InMemoryRecordStore();
        List<Occurrence> events = new CopyOnWriteArrayList<>();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        AnalyticsPipeline next = new AnalyticsPipeline(new AnalyticsPipeline.Surroundings(
                folder, "n-1", events::add, () -> null, InstantSource.system(), Ticker.system(), new Random(), meters));

        next.apply(KilledRun.settings(Duration.ofMillis(200)), store);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> meters.get("weir.analytics.gap.unverified").gauge().value() == 0);
        long lost = (long) meters.get("weir.analytics.gap.records").counter().count();
        assertThat(store.of(Family.TRANSACTIONS)).hasSize((int) (left.issued() - lost));
        // No more than an interval of 400 ms, at 10 records a millisecond or so.
        assertThat(lost).isLessThan(left.issued() / 2).isEqualTo(lost(events));
        next.stop();
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    private static long lost(List<Occurrence> events) {
        return events.stream()
                .mapToLong(event -> Long.parseLong(event.details().getOrDefault("records", "0")))
                .sum();
    }

    /** As this test was loaded, also by a launcher with a class loader of its own. */
    private static String classPath() {
        return KilledRunIT.class.getClassLoader() instanceof URLClassLoader loader
                ? Arrays.stream(loader.getURLs()).map(URL::getPath).collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }

    private Left runAndKill() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(),
                        KilledRun.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            while (line != null && !line.equals("recording")) {
                line = out.readLine();
            }
            // A second more, so that something is on disk and something is not.
            process.waitFor(1, TimeUnit.SECONDS);
        } finally {
            process.destroyForcibly().waitFor();
        }
        try (Stream<Path> files = Files.list(folder)) {
            Path counters = files.filter(file -> file.toString().endsWith(RunCounters.SUFFIX))
                    .findFirst()
                    .orElseThrow();
            return Objects.requireNonNull(Left.read(counters));
        }
    }
}
