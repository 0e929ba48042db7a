package io.weir.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Redis that hangs is worse than one that is gone: it takes connections and answers nothing. */
class HungStoreIT {
    private static final int CALLS = 200;
    private static final int LIMIT = 100_000;
    private static final int SMALL_LIMIT = 300;
    private static final int CALLERS = 16;
    private static final Duration COUNTING = Duration.ofSeconds(60);

    /** On a busy machine a trip may take longer than the usual 50 ms, and a node that was not told of its shares' whole has none to grant. */
    private static final String PATIENT = "datastore.commandTimeout=500ms";

    @Test
    void callersAreServedWhileRedisHangsAndCountedExactlyAfterwards(@TempDir Path folder) throws Exception {
        try (Backend backend = new Backend("a");
                NodeProcess node = NodeProcess.withEmbeddedStore(folder)) {
            String key = Scenario.publish(node, Scenario.hourly(LIMIT), backend.url());
            Windows.awaitNoTurnWithin(COUNTING);
            long before = remaining(node.call("/shop/items", key));

            List<Integer> statuses = new ArrayList<>();
            Signals.send("STOP", node.redisPid());
            try {
                for (int i = 0; i < CALLS; i++) {
                    statuses.add(node.call("/shop/items", key).statusCode());
                }
            } finally {
                Signals.send("CONT", node.redisPid());
            }

            assertThat(statuses).containsOnly(200);
            // What was granted without the store is reported to it: nothing is forgotten, nothing counted twice.
            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                long calls = backend.calls();
                HttpResponse<String> answer = node.call("/shop/items", key);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(before - remaining(answer)).isEqualTo(calls);
            });
        }
    }

    @Test
    void twoNodesGrantTheirSharesAndNoMoreWhileRedisHangs(@TempDir Path folder) throws Exception {
        Path second = Files.createDirectories(folder.resolve("second"));
        try (Backend backend = new Backend("a");
                NodeProcess first = NodeProcess.withEmbeddedStore(folder, PATIENT);
                NodeProcess other = NodeProcess.joining(first, second, PATIENT)) {
            String key = Scenario.publish(first, Scenario.hourly(SMALL_LIMIT), backend.url());
            awaitKnown(other, key);
            awaitBothAreSeen(first, other);
            Windows.awaitNoTurnWithin(COUNTING);
            // Each node is told once what remains: the first one before the other one's call is counted.
            long toldFirst = remaining(first.call("/shop/items", key));
            long toldOther = remaining(other.call("/shop/items", key));

            AtomicInteger byFirst = new AtomicInteger();
            AtomicInteger byOther = new AtomicInteger();
            Set<Integer> statuses = ConcurrentHashMap.newKeySet();
            Signals.send("STOP", first.redisPid());
            try {
                press(Map.of(first, byFirst, other, byOther), statuses, key);
            } finally {
                Signals.send("CONT", first.redisPid());
            }

            assertThat(statuses).containsExactlyInAnyOrder(200, 429);
            assertThat(byFirst.get()).isBetween(1, Math.toIntExact((toldFirst + 1) / 2));
            assertThat(byOther.get()).isBetween(1, Math.toIntExact((toldOther + 1) / 2));
        }
    }

    private static void awaitKnown(NodeProcess node, String key) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> node.call("/shop/nothing", key).statusCode() == 404
                        && node.call("/shop/items", "unknown").statusCode() == 401);
    }

    private static void awaitBothAreSeen(NodeProcess... nodes) {
        for (NodeProcess node : nodes) {
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> node.metric("weir_cluster_nodes") == 2);
        }
    }

    private static void press(Map<NodeProcess, AtomicInteger> granted, Set<Integer> statuses, String key)
            throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < SMALL_LIMIT; i++) {
                granted.forEach((node, count) -> running.add(callers.submit(() -> {
                    int status = node.call("/shop/items", key).statusCode();
                    statuses.add(status);
                    if (status == 200) {
                        count.incrementAndGet();
                    }
                    return null;
                })));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            callers.shutdownNow();
        }
    }

    private static long remaining(HttpResponse<String> answer) {
        return answer.headers().firstValueAsLong("X-RateLimit-Remaining").orElse(-1);
    }
}
