package io.weir.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Redis that hangs is worse than one that is gone: it takes connections and answers nothing. */
class HungStoreIT {
    private static final int CALLS = 200;
    private static final int LIMIT = 100_000;

    @Test
    void callersAreServedWhileRedisHangsAndCountedExactlyAfterwards(@TempDir Path folder) throws Exception {
        try (Backend backend = new Backend("a");
                NodeProcess node = NodeProcess.withEmbeddedStore(folder)) {
            String key = Scenario.publish(node, Scenario.hourly(LIMIT), backend.url());
            long before = remaining(node.call("/shop/items", key));

            List<Integer> statuses = new ArrayList<>();
            signal("STOP", node.redisPid());
            try {
                for (int i = 0; i < CALLS; i++) {
                    statuses.add(node.call("/shop/items", key).statusCode());
                }
            } finally {
                signal("CONT", node.redisPid());
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

    private static long remaining(HttpResponse<String> answer) {
        return answer.headers().firstValueAsLong("X-RateLimit-Remaining").orElse(-1);
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }
}
