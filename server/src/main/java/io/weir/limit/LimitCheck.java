package io.weir.limit;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request waiting for its limits. Whoever decides does so once; the handler runs on the event loop that asked.
 */
public final class LimitCheck {
    private final LimitSet set;
    private final Consumer<LimitDecision> handler;
    private @Nullable LimitDecision decision;

    LimitCheck(LimitSet set, Consumer<LimitDecision> handler) {
        this.set = set;
        this.handler = handler;
    }

    /** What is asked. */
    public LimitSet set() {
        return set;
    }

    /** Decides it. */
    public void decide(LimitDecision decision) {
        this.decision = decision;
    }

    LimitDecision decision() {
        return requireNonNull(decision, "a batch is delivered only when all its checks are decided");
    }

    void deliver() {
        handler.accept(decision());
    }
}
