package io.weir.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.event.Occurrence;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunGapsTest {
    @TempDir
    private Path folder;

    private final List<Occurrence> events = new ArrayList<>();
    private final AnalyticsMetrics metrics = new AnalyticsMetrics(new SimpleMeterRegistry());
    private final InMemoryRecordStore store = new InMemoryRecordStore();

    @Test
    void tellsApartWhatArrivedAfterAll() throws Exception {
        killed("a1", 1000, 200);
        arrived("a1", IntStream.rangeClosed(1, 500));
        arrived("a1", IntStream.rangeClosed(701, 900));
        RunGaps gaps = new RunGaps(folder, "n-1", events::add, metrics);
        gaps.load();
        assertThat(gaps.unverified()).isEqualTo(800);

        gaps.check(store);

        assertThat(events).hasSize(1);
        assertThat(events.get(0).details())
                .containsEntry("missing", "501-700 901-1000")
                .containsEntry("records", "300");
        assertThat(gaps.unverified()).isZero();
        assertThat(folder.resolve("run-a1.counters")).doesNotExist();
    }

    @Test
    void staysSilentWhereAllArrived() throws Exception {
        killed("a1", 300, 200);
        arrived("a1", IntStream.rangeClosed(1, 300));
        RunGaps gaps = new RunGaps(folder, "n-1", events::add, metrics);
        gaps.load();

        gaps.check(store);

        assertThat(events).isEmpty();
        assertThat(folder.resolve("run-a1.counters")).doesNotExist();
    }

    @Test
    void remembersUntilSomebodyAnswers() throws Exception {
        killed("a1", 300, 200);
        RunGaps first = new RunGaps(folder, "n-1", events::add, metrics);
        first.load();

        RunGaps second = new RunGaps(folder, "n-1", events::add, metrics);
        second.load();

        assertThat(second.unverified()).isEqualTo(100);
    }

    @Test
    void looksUpABoundedNumberOfRuns() throws Exception {
        for (int i = 0; i <= RunGaps.MAX_RUNS; i++) {
            killed(String.format("%04d", i), 2, 1);
        }
        RunGaps gaps = new RunGaps(folder, "n-1", events::add, metrics);

        gaps.load();

        assertThat(gaps.unverified()).isEqualTo(RunGaps.MAX_RUNS);
        assertThat(events).hasSize(1);
    }

    private void killed(String run, int issued, int settled) throws Exception {
        Files.createDirectories(folder);
        RunCounters counters = RunCounters.create(folder, run);
        for (int i = 0; i < issued; i++) {
            counters.issue(i);
        }
        counters.settle(settled);
    }

    private void arrived(String run, IntStream sequences) {
        sequences.forEach(sequence -> {
            String source = "{\"run\":\"" + run + "\",\"seq\":" + sequence + "}";
            String id = run + "-" + sequence;
            store.documents.put(
                    "weir-transactions-000001/" + id,
                    new Document(id, "weir-transactions-000001", source.getBytes(StandardCharsets.UTF_8)));
        });
    }
}
