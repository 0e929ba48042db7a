package io.weir.lease;

import io.weir.time.Ticker;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The time for which this node holds a lease. It ends by this node's own ticker well before the lease can end in the store, so a
 * process that was paused finds out as soon as it looks. Any thread.
 */
public final class Tenure {
    private final String lease;
    private final long fence;
    private final Ticker ticker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile long endNanos;
    private volatile boolean isOver;

    Tenure(String lease, long fence, long endNanos, Ticker ticker) {
        this.lease = lease;
        this.fence = fence;
        this.endNanos = endNanos;
        this.ticker = ticker;
    }

    /** The name of the job. */
    public String lease() {
        return lease;
    }

    /** Goes with each write to the store, which refuses those of a former holder. */
    public long fence() {
        return fence;
    }

    /** Whether the job may go on. To be asked before each step that matters; once false it stays so. */
    public boolean isHeld() {
        if (!isOver && leftNanos() <= 0) {
            isOver = true;
        }
        return !isOver;
    }

    /** Waits, until the tenure ends at most, and says whether the job may go on. */
    public boolean await(Duration duration) throws InterruptedException {
        long end = ticker.nanos() + duration.toNanos();
        lock.lockInterruptibly();
        try {
            for (long left = duration.toNanos(); left > 0 && isHeld(); left = end - ticker.nanos()) {
                // What comes first: the end of the wait, of the tenure as known now, or a call of end or extend.
                changed.awaitNanos(Math.min(left, leftNanos()));
            }
            return isHeld();
        } finally {
            lock.unlock();
        }
    }

    /** It was renewed; changes nothing where it is over already. */
    void extendTo(long nanos) {
        endNanos = nanos;
    }

    void end() {
        lock.lock();
        try {
            isOver = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private long leftNanos() {
        return endNanos - ticker.nanos();
    }
}
