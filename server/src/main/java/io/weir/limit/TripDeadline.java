package io.weir.limit;

import io.weir.time.Ticker;
import java.time.Duration;

/**
 * Until when a round trip's answers are waited for. Where this process itself was late (garbage collection, a busy CPU) the deadline
 * moves by that much, at most by as much again: a store that answers in time is not taken for away because nobody looked. One thread.
 */
public final class TripDeadline {
    /** A wait that ends this much later than asked was held up by this process. */
    private static final long SLACK_NANOS = 2_000_000;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Ticker ticker;
    private long deadlineNanos;
    private long extensionNanos;
    private long waitSinceNanos;
    private long waitNanos;

    /** Starts now. */
    public TripDeadline(Ticker ticker, Duration timeout) {
        this.ticker = ticker;
        this.deadlineNanos = ticker.nanos() + timeout.toNanos();
        this.extensionNanos = timeout.toNanos();
    }

    /** Begins a wait: for how many milliseconds, at least 1, so that what has arrived is read even when time is up. */
    public int beginWait() {
        waitSinceNanos = ticker.nanos();
        long left = Math.max(1, (deadlineNanos - waitSinceNanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
        waitNanos = left * NANOS_PER_MILLI;
        return (int) Math.min(Integer.MAX_VALUE, left);
    }

    /**
     * Called when a wait ended without an answer.
     *
     * @return true where it is worth waiting again
     */
    public boolean isExtended() {
        long now = ticker.nanos();
        long late = now - waitSinceNanos - waitNanos;
        if (late > SLACK_NANOS && extensionNanos > 0) {
            long extension = Math.min(late, extensionNanos);
            extensionNanos -= extension;
            deadlineNanos = now + extension;
        }
        return now < deadlineNanos;
    }
}
