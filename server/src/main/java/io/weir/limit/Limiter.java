package io.weir.limit;

import org.jspecify.annotations.Nullable;

/**
 * Decides whether requests pass their limits: exactly over all nodes while the store answers, and within this node's share while it does
 * not. Never fails, never blocks the caller. Any thread.
 */
public interface Limiter {

    /**
     * What is known without asking anybody: a refusal that still holds.
     *
     * @return null where the limits must be asked
     */
    @Nullable
    LimitDecision recall(LimitSet set);

    /** Takes checks over; each is decided, and the batch delivered once, within bounded time. */
    void submit(LimitBatch batch);
}
