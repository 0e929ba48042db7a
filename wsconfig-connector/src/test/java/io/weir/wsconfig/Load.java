package io.weir.wsconfig;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Requests one after the other on each of a few threads, until it is closed. */
final class Load implements AutoCloseable {
    private final ExecutorService threads;
    private final List<Future<?>> running = new ArrayList<>();
    private final AtomicBoolean isOn = new AtomicBoolean(true);
    private final AtomicLong requests = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    private Load(int count) {
        threads = Executors.newFixedThreadPool(count);
    }

    static Load on(RealHttpd httpd, String host, int count) {
        Load load = new Load(count);
        for (int thread = 0; thread < count; thread++) {
            load.running.add(load.threads.submit(() -> load.run(httpd, host)));
        }
        return load;
    }

    long requests() {
        return requests.get();
    }

    /** What was not answered with 200. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    private void run(RealHttpd httpd, String host) {
        while (isOn.get()) {
            try {
                String answer = httpd.request(host, "/load", "GET", new byte[0]);
                requests.incrementAndGet();
                if (!answer.startsWith("200 ")) {
                    failures.add(answer);
                }
            } catch (IOException e) {
                failures.add(e.toString());
            }
        }
    }

    @Override
    public void close() {
        isOn.set(false);
        threads.shutdown();
        await().atMost(Duration.ofSeconds(60)).until(() -> running.stream().allMatch(Future::isDone));
    }
}
