package io.weir.admin;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The threads that may block for the admin API, apart from each other so that writes that wait for a store leave reads alone, and
 * logins and imports cannot take all of the machine. Each has a bounded queue; what does not fit is answered 503.
 */
final class Lanes {
    private static final long IDLE_SECONDS = 30;
    private static final long STOP_SECONDS = 10;

    private final Map<Lane, ThreadPoolExecutor> pools = new EnumMap<>(Lane.class);
    private final Map<Lane, Counter> rejected = new EnumMap<>(Lane.class);

    /** A kind of work. */
    enum Lane {
        /** Finding out who calls: digests, and sessions asked of the store. */
        DOOR(4, 256),
        /** Answers from the node's own catalogue. */
        READ(4, 128),
        /** Answers that ask the store. */
        STORE(2, 32),
        /** Usage of limits, which open pages ask the store for all the time; apart, so that none of it keeps an operator waiting. */
        USAGE(2, 16),
        /** Changes, which go one after another anyway. */
        WRITE(2, 64),
        /** Password hashes: CPU and memory each. */
        LOGIN(2, 16),
        /** Documents of tens of megabytes. */
        DOCUMENT(2, 2),
        /** Fetching documents for {@link #DOCUMENT}; more threads, since one that waits for a name server cannot be called back. */
        FETCH(4, 1),
        /** Calls through the gateway for pages: each waits for a target. */
        TRY(4, 8),
        /** Questions to the analytics server: seconds each. */
        ANALYTICS(4, 32),
        /** Trying and changing the data store or analytics, and decisions on the catalogue: seconds, and one after another. */
        SETTINGS(1, 4);

        private final int threads;
        private final int queue;

        Lane(int threads, int queue) {
            this.threads = threads;
            this.queue = queue;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        int capacity() {
            return threads + queue;
        }
    }

    Lanes(MeterRegistry meters) {
        for (Lane lane : Lane.values()) {
            ThreadPoolExecutor pool = pool(lane);
            pools.put(lane, pool);
            rejected.put(lane, meters.counter("weir.admin.rejected", "lane", lane.label()));
            meters.gauge(
                    "weir.admin.queue",
                    io.micrometer.core.instrument.Tags.of("lane", lane.label()),
                    pool,
                    p -> p.getQueue().size());
        }
    }

    private static ThreadPoolExecutor pool(Lane lane) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                lane.threads,
                lane.threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(lane.queue),
                work -> {
                    Thread thread = new Thread(work, "weir-admin-" + lane.label());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Runs work on a lane; the answer comes on the context. */
    <T> Future<T> run(Lane lane, Context context, Callable<T> work) {
        Promise<T> promise = Promise.promise();
        try {
            Objects.requireNonNull(pools.get(lane)).execute(() -> {
                try {
                    T result = work.call();
                    context.runOnContext(done -> promise.complete(result));
                } catch (Throwable e) {
                    context.runOnContext(done -> promise.fail(e));
                }
            });
        } catch (RejectedExecutionException e) {
            promise.fail(reject(lane));
        }
        return promise.future();
    }

    /**
     * Runs work on a lane and waits for it, on a thread that may block.
     *
     * @param patience how long to wait; the work is interrupted then
     * @throws ExecutionException what the work threw
     */
    <T> T call(Lane lane, Callable<T> work, Duration patience)
            throws ExecutionException, TimeoutException, InterruptedException {
        java.util.concurrent.Future<T> running;
        try {
            running = Objects.requireNonNull(pools.get(lane)).submit(work);
        } catch (RejectedExecutionException e) {
            throw reject(lane);
        }
        try {
            return running.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            running.cancel(true);
        }
    }

    private ProblemException reject(Lane lane) {
        Objects.requireNonNull(rejected.get(lane)).increment();
        return ProblemException.busy("too many requests of this kind wait: " + lane.label());
    }

    /** Lets what runs come to its end; blocks for some seconds at most. */
    void stop() throws InterruptedException {
        pools.values().forEach(ThreadPoolExecutor::shutdown);
        for (ThreadPoolExecutor pool : pools.values()) {
            if (!pool.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                pool.shutdownNow();
            }
        }
    }
}
