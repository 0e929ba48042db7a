package io.weir.systemtests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/** A few callers that call through a front, one request after the other, until they are stopped. */
final class Callers implements AutoCloseable {
    /** How many there are: so many requests can be in flight at most. */
    static final int COUNT = 4;

    private static final long PAUSE_NANOS = 5_000_000;

    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final Map<String, Instant> answers = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private final HttpRequest request;
    private volatile boolean isRunning = true;

    Callers(int port, String key) {
        request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/shop/items"))
                .header("X-API-Key", key)
                .timeout(Duration.ofSeconds(30))
                .build();
        for (int i = 0; i < COUNT; i++) {
            Thread thread = new Thread(this::call, "caller-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    private void call() {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        while (isRunning) {
            try {
                HttpResponse<Void> response = client.send(request, HttpResponse.BodyHandlers.discarding());
                int status = response.statusCode();
                response.headers().firstValue("X-Request-Id").ifPresent(id -> answers.put(id, Instant.now()));
                if (status == 200) {
                    answered.incrementAndGet();
                } else {
                    failures.add("status " + status);
                }
            } catch (IOException e) {
                failures.add(e.toString());
            } catch (InterruptedException e) {
                return;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    int answered() {
        return answered.get();
    }

    /** The ids of all requests that were answered, and when. */
    Map<String, Instant> answers() {
        return Map.copyOf(answers);
    }

    List<String> failures() {
        return failures;
    }

    void awaitMore(int count) {
        int before = answered.get();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> answered.get() >= before + count);
    }

    /** Lets each caller finish its request, and waits for that. */
    void stop() throws InterruptedException {
        close();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Override
    public void close() {
        isRunning = false;
    }
}
