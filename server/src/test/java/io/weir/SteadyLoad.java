package io.weir;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Callers that call one path again and again until they are stopped, and what was not answered with 200. */
final class SteadyLoad implements AutoCloseable {
    private static final int CALLERS = 4;

    private final LongAdder answers = new LongAdder();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private volatile boolean isStopping;

    SteadyLoad(TestNode node, String path, String key) {
        for (int i = 0; i < CALLERS; i++) {
            callers.execute(() -> run(node, path, key));
        }
    }

    private void run(TestNode node, String path, String key) {
        while (!isStopping) {
            try {
                HttpResponse<String> answer = node.call(path, key);
                answers.increment();
                if (answer.statusCode() != 200) {
                    failures.add(answer.statusCode() + " " + answer.body());
                }
            } catch (IOException e) {
                failures.add(e.toString());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    long answers() {
        return answers.sum();
    }

    Queue<String> failures() {
        return failures;
    }

    @Override
    public void close() {
        isStopping = true;
        callers.shutdown();
        try {
            if (!callers.awaitTermination(20, TimeUnit.SECONDS)) {
                callers.shutdownNow();
            }
        } catch (InterruptedException e) {
            callers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
