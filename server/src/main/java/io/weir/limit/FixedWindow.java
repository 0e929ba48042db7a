package io.weir.limit;

import io.weir.catalog.LimitDefinition;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** Counts in windows that are aligned to UTC and starts afresh with each. */
final class FixedWindow implements AlgorithmCounter {
    private static final int MICROS_PER_MILLI = 1000;

    private final LimitDefinition definition;
    private final NodeShare share;

    private long max;
    private long nowMillis = Long.MIN_VALUE;
    private long endMillis = Long.MIN_VALUE;
    private long used;

    FixedWindow(LimitDefinition definition, NodeShare share) {
        this.definition = definition;
        this.share = share;
        this.max = share.of(definition.count());
    }

    /** When the window that holds a time ends. */
    static long endMillis(LimitDefinition definition, long millis) {
        if (definition.period().isMonth()) {
            ZonedDateTime time = Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC);
            return time.truncatedTo(ChronoUnit.DAYS)
                    .withDayOfMonth(1)
                    .plusMonths(1)
                    .toInstant()
                    .toEpochMilli();
        }
        long period = definition.period().millis();
        return millis - Math.floorMod(millis + LimitShape.windowOffset(definition), period) + period;
    }

    @Override
    public void redefine(LimitDefinition changed) {
        max = share.of(changed.count());
    }

    @Override
    public void advance(long nowMicros) {
        nowMillis = Math.max(nowMillis, Math.floorDiv(nowMicros, MICROS_PER_MILLI));
        if (nowMillis >= endMillis) {
            endMillis = endMillis(definition, nowMillis);
            used = 0;
        }
    }

    @Override
    public long available() {
        return Math.max(0, max - used);
    }

    @Override
    public void charge(long amount) {
        used += amount;
    }

    @Override
    public long used() {
        return used;
    }

    @Override
    public long resetMillis() {
        return endMillis - nowMillis;
    }

    @Override
    public long retryMillis() {
        return available() > 0 ? 0 : resetMillis();
    }

    @Override
    public FixedWindow copy() {
        FixedWindow copy = new FixedWindow(definition, share);
        copy.max = max;
        copy.nowMillis = nowMillis;
        copy.endMillis = endMillis;
        copy.used = used;
        return copy;
    }
}
