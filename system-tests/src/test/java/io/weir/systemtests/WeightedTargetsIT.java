package io.weir.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightedTargetsIT {

    @Test
    void spreadsSevenHundredCallsFiveToOneToOneInSmoothOrder(@TempDir Path folder) throws Exception {
        try (Backend a = new Backend("a");
                Backend b = new Backend("b");
                Backend c = new Backend("c");
                NodeProcess node = NodeProcess.withEmbeddedStore(folder)) {
            String key = Scenario.publish(node, "[]", a.url() + "=5", b.url(), c.url());

            List<String> order = new ArrayList<>();
            for (int i = 0; i < 700; i++) {
                order.add(node.call("/shop/items", key)
                        .headers()
                        .firstValue("X-Backend")
                        .orElse("none"));
            }

            assertThat(a.calls()).isEqualTo(500);
            assertThat(b.calls()).isEqualTo(100);
            assertThat(c.calls()).isEqualTo(100);
            assertThat(order).containsOnly("a", "b", "c");
            String line = String.join("", order);
            assertThat("aabacaa".repeat(102)).contains(line);
        }
    }
}
