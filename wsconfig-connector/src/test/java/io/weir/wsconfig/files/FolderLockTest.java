package io.weir.wsconfig.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.wsconfig.failure.WsconfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    @TempDir
    Path folder;

    @Test
    void leavesNoFileBehind() {
        String result = FolderLock.holding(List.of(folder, folder.resolve("other")), System::nanoTime, () -> {
            assertThat(folder.resolve(FolderLock.FILE)).exists();
            return "done";
        });

        assertThat(result).isEqualTo("done");
        assertThat(folder.resolve(FolderLock.FILE)).doesNotExist();
        assertThat(folder.resolve("other")).isEmptyDirectory();
    }

    @Test
    void isFreedWhenTheWorkFails() {
        assertThatThrownBy(() -> FolderLock.holding(List.of(folder), System::nanoTime, () -> {
                    throw new IllegalStateException("work");
                }))
                .hasMessage("work");

        assertThat(folder.resolve(FolderLock.FILE)).doesNotExist();
    }

    @Test
    void tellsThatAnotherRunHoldsIt() {
        FolderLock held = FolderLock.take(folder, System::nanoTime, Duration.ZERO);

        assertThatThrownBy(() -> FolderLock.take(folder, System::nanoTime, Duration.ofMillis(120)))
                .isInstanceOf(WsconfigException.class)
                .hasMessageContaining(folder + ": another wsconfig is changing it (expected:");

        held.close();
        FolderLock.take(folder, System::nanoTime, Duration.ZERO).close();
    }

    @Test
    void isTakenOverALockFileThatWasLeftBehind() throws IOException {
        Files.writeString(folder.resolve(FolderLock.FILE), "of a process that was killed");

        FolderLock.take(folder, System::nanoTime, Duration.ZERO).close();

        assertThat(folder.resolve(FolderLock.FILE)).doesNotExist();
    }

    @Test
    void letsOneWorkAtATime() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int run = 0; run < 12; run++) {
                runs.add(threads.submit(() -> FolderLock.holding(List.of(folder), System::nanoTime, () -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    return inside.decrementAndGet();
                })));
            }
            for (Future<?> run : runs) {
                run.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(most).hasValue(1);
    }
}
