package io.weir.analytics;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Which batches are open, in their order, so that it is known up to which record all are settled. Any thread. */
final class Settlement {
    private final Deque<Batch> open = new ArrayDeque<>();
    private final RunCounters counters;

    Settlement(RunCounters counters) {
        this.counters = counters;
    }

    /** A batch sets out; by the indexer alone, in the order of its records. */
    synchronized void opened(Batch batch) {
        open.addLast(batch);
    }

    /** A batch is acknowledged, on disk, or counted as lost. */
    synchronized void settled(Batch batch) {
        batch.settle();
        while (!open.isEmpty() && open.getFirst().isSettled()) {
            counters.settle(open.removeFirst().lastSequence());
        }
        notifyAll();
    }

    /** Those that are not settled. */
    synchronized List<Batch> unsettled() {
        return new ArrayList<>(open.stream().filter(batch -> !batch.isSettled()).toList());
    }

    /** Waits until all are settled; false where that takes longer. */
    synchronized boolean await(long millis, io.weir.time.Ticker ticker) throws InterruptedException {
        long end = ticker.millis() + millis;
        long left = millis;
        while (!open.isEmpty() && left > 0) {
            wait(left);
            left = end - ticker.millis();
        }
        return open.isEmpty();
    }
}
