package io.weir.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.analytics.RunCounters.Left;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCountersTest {
    @TempDir
    private Path folder;

    @Test
    void areReadByWhoComesLater() throws IOException {
        RunCounters counters = RunCounters.create(folder, "a1");
        for (int i = 0; i < 7; i++) {
            assertThat(counters.issue(i)).isTrue();
        }
        assertThat(counters.issue(3)).isFalse();
        counters.settle(5);

        Left left = Objects.requireNonNull(Left.read(folder.resolve("run-a1.counters")));

        assertThat(left.run()).isEqualTo("a1");
        assertThat(left.issued()).isEqualTo(7);
        assertThat(left.settled()).isEqualTo(5);
        assertThat(left.isWhole()).isFalse();
    }

    @Test
    void goWhenAllIsSettled() {
        RunCounters counters = RunCounters.create(folder, "a1");
        counters.issue(0);
        counters.close();
        assertThat(folder.resolve("run-a1.counters")).exists();

        counters.settle(1);
        counters.close();

        assertThat(folder.resolve("run-a1.counters")).doesNotExist();
    }

    @Test
    void countInMemoryWhereTheFileCannotBeMade() {
        RunCounters counters = RunCounters.create(folder.resolve("missing"), "a1");

        assertThat(counters.issue(0)).isTrue();
        assertThat(counters.issued()).isEqualTo(1);
    }

    @Test
    void passesOverWhatIsCutOff() throws IOException {
        Path file = Files.write(folder.resolve("run-a1.counters"), new byte[100]);

        assertThat(Left.read(file)).isNull();
    }
}
