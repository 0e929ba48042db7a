package io.weir.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise of the product: a limit is exact over the whole cluster, however many callers press at once. */
class ExactLimitIT {
    private static final int CONNECTIONS = 64;
    private static final int LIMIT = 1000;
    private static final int CALLS = 1600;
    /** What is tested is the count, not the patience: on a busy machine a trip may take longer than the usual 50 ms. */
    private static final String PATIENT = "datastore.commandTimeout=10s";

    private static final Duration PRESSING = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void oneNodeGrantsExactlyTheLimit() throws Exception {
        try (Backend backend = new Backend("a");
                NodeProcess node = NodeProcess.withEmbeddedStore(folder, PATIENT)) {
            String key = Scenario.publish(node, Scenario.hourly(LIMIT), backend.url());

            Tally tally = press(List.of(node), key);

            assertThat(tally.granted.get()).isEqualTo(LIMIT);
            assertThat(tally.refused.get()).isEqualTo(CALLS - LIMIT);
            assertThat(tally.faults).isEmpty();
            assertThat(backend.calls()).isEqualTo(LIMIT);
        }
    }

    @Test
    void twoNodesGrantExactlyTheLimitInSum() throws Exception {
        Path second = Files.createDirectories(folder.resolve("second"));
        try (Backend backend = new Backend("a");
                NodeProcess first = NodeProcess.withEmbeddedStore(folder, PATIENT);
                NodeProcess other = NodeProcess.joining(first, second, PATIENT)) {
            String key = Scenario.publish(first, Scenario.hourly(LIMIT), backend.url());
            Awaitility.await()
                    .until(() -> other.call("/shop/nothing", key).statusCode() == 404
                            && other.call("/shop/items", "unknown").statusCode() == 401);

            Tally tally = press(List.of(first, other), key);

            assertThat(tally.granted.get()).isEqualTo(LIMIT);
            assertThat(tally.refused.get()).isEqualTo(CALLS - LIMIT);
            assertThat(tally.faults).isEmpty();
            assertThat(backend.calls()).isEqualTo(LIMIT);
        }
    }

    private static Tally press(List<NodeProcess> nodes, String key) throws Exception {
        Windows.awaitNoTurnWithin(PRESSING);
        Tally tally = new Tally();
        AtomicInteger left = new AtomicInteger(CALLS);
        ExecutorService callers = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                NodeProcess node = nodes.get(i % nodes.size());
                running.add(callers.submit(() -> {
                    while (left.getAndDecrement() > 0) {
                        tally.add(node.call("/shop/items", key));
                    }
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            callers.shutdownNow();
        }
        return tally;
    }

    private static final class Tally {
        final AtomicInteger granted = new AtomicInteger();
        final AtomicInteger refused = new AtomicInteger();
        final List<String> faults = Collections.synchronizedList(new ArrayList<>());

        void add(HttpResponse<String> response) {
            if (response.statusCode() == 200) {
                granted.incrementAndGet();
                expectHeader(response, "RateLimit-Policy", "\"hour\";q=1000;w=3600");
                return;
            }
            refused.incrementAndGet();
            if (response.statusCode() != 429 || !response.body().contains("\"store\":\"shared\"")) {
                faults.add(response.statusCode() + " " + response.body());
            }
            expectHeader(response, "X-RateLimit-Remaining", "0");
            if (response.headers().firstValueAsLong("Retry-After").orElse(0) < 1) {
                faults.add("no Retry-After");
            }
        }

        private void expectHeader(HttpResponse<String> response, String name, String value) {
            String actual = response.headers().firstValue(name).orElse("none");
            if (!actual.equals(value)) {
                faults.add(name + ": " + actual + " (expected: " + value + ")");
            }
        }
    }
}
