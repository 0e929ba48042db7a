package io.weir.limit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that arrived while the last trip was under way: batches as they came, and their checks merged by set. One thread.
 */
final class Round {
    private final List<LimitBatch> batches = new ArrayList<>();
    private final Map<LimitSet, Take> takes = new HashMap<>();
    private final List<Take> inOrder = new ArrayList<>();
    private int checks;

    /** One batch for each event loop is enough: they are handed back as one task. */
    void add(LimitBatch batch) {
        checks += batch.size();
        for (LimitCheck check : batch.checks()) {
            Take take = takes.get(check.set());
            if (take == null) {
                take = new Take(check.set());
                takes.put(check.set(), take);
                inOrder.add(take);
            }
            take.add(check);
        }
        for (LimitBatch first : batches) {
            if (first.absorb(batch)) {
                return;
            }
        }
        batches.add(batch);
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    int checks() {
        return checks;
    }

    /** In order of their first check. */
    List<Take> takes() {
        return inOrder;
    }

    /** When its first batch arrived. */
    long arrivalNanos() {
        return batches.get(0).arrivalNanos();
    }

    /** Hands every batch back. */
    void deliver() {
        batches.forEach(LimitBatch::deliver);
    }

    void clear() {
        batches.clear();
        takes.clear();
        inOrder.clear();
        checks = 0;
    }
}
