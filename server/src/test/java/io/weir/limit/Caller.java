package io.weir.limit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Asks a limiter as an event loop does: all checks of one call are one turn's batch. */
public final class Caller implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;

    private final ExecutorService loop = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "test-loop");
        thread.setDaemon(true);
        return thread;
    });
    private final LimiterBatcher batcher;
    private final AtomicLong slowestNanos = new AtomicLong();

    /** A caller with an event loop of its own. */
    public Caller(Limiter limiter) {
        this.batcher = new LimiterBatcher(limiter, loop);
    }

    /** Asks for the sets in one turn and waits for all answers. */
    public List<LimitDecision> ask(LimitSet... sets) {
        List<CompletableFuture<LimitDecision>> answers = askLater(sets);
        return answers.stream().map(Caller::await).toList();
    }

    /** Asks n times for one set in one turn; how many were granted. */
    public int granted(LimitSet set, int n) {
        LimitSet[] sets = new LimitSet[n];
        Arrays.fill(sets, set);
        return (int) ask(sets).stream().filter(LimitDecision::isGranted).count();
    }

    /** Asks for the sets in one turn. */
    public List<CompletableFuture<LimitDecision>> askLater(LimitSet... sets) {
        List<CompletableFuture<LimitDecision>> answers = new ArrayList<>();
        for (int i = 0; i < sets.length; i++) {
            answers.add(new CompletableFuture<>());
        }
        loop.execute(() -> {
            for (int i = 0; i < sets.length; i++) {
                CompletableFuture<LimitDecision> answer = answers.get(i);
                long asked = System.nanoTime();
                batcher.check(sets[i], decision -> {
                    slowestNanos.accumulateAndGet(System.nanoTime() - asked, Math::max);
                    answer.complete(decision);
                });
            }
        });
        return answers;
    }

    /** Begins to look for the slowest answer. */
    public void startTiming() {
        slowestNanos.set(0);
    }

    /** How long the slowest answer took since then. */
    public long slowestMillis() {
        return TimeUnit.NANOSECONDS.toMillis(slowestNanos.get());
    }

    @Override
    public void close() {
        loop.shutdown();
    }

    /** Waits for an answer. */
    public static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("no answer", e);
        }
    }
}
