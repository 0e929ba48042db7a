package io.weir.limit;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One event loop's door to the limiter: gathers what the loop asks in one turn and hands it over as one batch. Confined to its event
 * loop; {@link #deliver} alone comes from the limiter's threads.
 */
public final class LimiterBatcher {
    private final Limiter limiter;
    private final Executor loop;
    private @Nullable LimitBatch gathering;

    /** @param loop runs a task in a later turn of the event loop, such as {@code task -> context.runOnContext(v -> task.run())} */
    public LimiterBatcher(Limiter limiter, Executor loop) {
        this.limiter = limiter;
        this.loop = loop;
    }

    /**
     * Asks whether a request passes.
     *
     * @param handler gets the answer once, on this event loop: within this call where it is known already, else later. Must not throw
     */
    public void check(LimitSet set, Consumer<LimitDecision> handler) {
        LimitDecision known = set.isEmpty() ? LimitDecision.UNLIMITED : limiter.recall(set);
        if (known != null) {
            handler.accept(known);
            return;
        }
        if (gathering == null) {
            gathering = new LimitBatch(this);
            loop.execute(this::flush);
        }
        gathering.add(new LimitCheck(set, handler));
    }

    void deliver(LimitBatch batch) {
        loop.execute(batch::run);
    }

    private void flush() {
        LimitBatch batch = gathering;
        gathering = null;
        if (batch != null) {
            limiter.submit(batch);
        }
    }
}
