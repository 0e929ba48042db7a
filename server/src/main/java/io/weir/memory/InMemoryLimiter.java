package io.weir.memory;

import io.weir.limit.CounterTable;
import io.weir.limit.Limit;
import io.weir.limit.LimitBatch;
import io.weir.limit.LimitCheck;
import io.weir.limit.LimitDecision;
import io.weir.limit.LimitGauge;
import io.weir.limit.LimitSet;
import io.weir.limit.Limiter;
import io.weir.limit.Standing;
import io.weir.limit.TakeResult;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Limits of one node without a data store: exact on this node, forgotten when it ends. Any thread; the lock is held for the few
 * microseconds that a batch takes.
 */
public final class InMemoryLimiter implements Limiter, LimitGauge {
    private final CounterTable counters;
    private final InstantSource clock;

    /** @param maxCounters beyond this many counters in use, what needs a further one is refused */
    public InMemoryLimiter(InstantSource clock, int maxCounters) {
        this.clock = clock;
        this.counters = CounterTable.ofWholeLimits(maxCounters);
    }

    @Override
    public @Nullable LimitDecision recall(LimitSet set) {
        return null;
    }

    @Override
    public void submit(LimitBatch batch) {
        long nowMicros = nowMicros();
        synchronized (counters) {
            for (LimitCheck check : batch.checks()) {
                check.decide(decide(check.set(), nowMicros));
            }
        }
        batch.deliver();
    }

    @Override
    public Map<Limit, Standing> read(Set<Limit> limits) {
        long nowMicros = nowMicros();
        synchronized (counters) {
            return limits.stream()
                    .collect(Collectors.toMap(Function.identity(), limit -> counters.read(limit, nowMicros)));
        }
    }

    private long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }

    private LimitDecision decide(LimitSet set, long nowMicros) {
        TakeResult result = counters.take(set, 1, nowMicros);
        return result.granted() == 1
                ? LimitDecision.granted(set, result, LimitDecision.Source.STORE, 0)
                : LimitDecision.limited(set, result, LimitDecision.Source.STORE, 0);
    }
}
