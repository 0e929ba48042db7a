package io.weir.limit;

import java.util.ArrayList;
import java.util.List;

/**
 * The checks of one turn of one event loop, in order of arrival. Filled by the loop, then owned by the limiter until {@link #deliver}.
 */
public final class LimitBatch {
    private final LimiterBatcher owner;
    private final List<LimitCheck> checks = new ArrayList<>();
    private long arrivalNanos;

    LimitBatch(LimiterBatcher owner) {
        this.owner = owner;
    }

    /** How many checks. */
    public int size() {
        return checks.size();
    }

    /** The checks in order of arrival. */
    public List<LimitCheck> checks() {
        return checks;
    }

    /** Gives the decisions, all of which must be there, back to the event loop. Any thread. */
    public void deliver() {
        owner.deliver(this);
    }

    void add(LimitCheck check) {
        checks.add(check);
    }

    /** Takes over the checks of a later batch of the same event loop. */
    boolean absorb(LimitBatch later) {
        if (later.owner != owner) {
            return false;
        }
        checks.addAll(later.checks);
        return true;
    }

    void arrived(long nanos) {
        arrivalNanos = nanos;
    }

    long arrivalNanos() {
        return arrivalNanos;
    }

    /** Tells every caller, whatever a handler throws: nobody may wait for ever because of another. */
    void run() {
        run(0);
    }

    private void run(int from) {
        int next = from;
        try {
            while (next < checks.size()) {
                checks.get(next++).deliver();
            }
        } finally {
            if (next < checks.size()) {
                run(next);
            }
        }
    }
}
