package io.weir.limit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a limiter as an event loop does: all checks of one call are one turn's batch. */
public final class Caller implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;

    private final ExecutorService loop = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "test-loop");
        thread.setDaemon(true);
        return thread;
    });
    private final LimiterBatcher batcher;

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
        java.util.Arrays.fill(sets, set);
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
                batcher.check(sets[i], answers.get(i)::complete);
            }
        });
        return answers;
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
