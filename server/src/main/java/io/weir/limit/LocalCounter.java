package io.weir.limit;

import io.weir.catalog.LimitDefinition;
import io.weir.catalog.LimitDefinition.OnStoreFailure;
import java.util.function.Supplier;

/**
 * A node's own counter of a limit while the store does not answer: its share, less what was taken when the store last told. Beside it
 * ages a copy of what the store knows of that; the difference is what the store has yet to be told.
 */
final class LocalCounter implements LimitCounter {
    private static final int MICROS_PER_MILLI = 1000;

    private final Limit limit;
    private final String hashTag;
    private final LastTold lastTold;
    private final Supplier<NodeShare> shares;

    private LimitDefinition definition;
    private AlgorithmCounter share;
    private AlgorithmCounter known;
    private int reportsUnderWay;
    private long basis = -1;
    private long grantedMicros;
    private long nowMicros;

    LocalCounter(Limit limit, LastTold lastTold, Supplier<NodeShare> shares) {
        this.limit = limit;
        this.hashTag = limit.hashTag();
        this.lastTold = lastTold;
        this.shares = shares;
        this.definition = limit.definition();
        this.share = AlgorithmCounter.of(definition, shares.get());
        this.known = share.copy();
    }

    @Override
    public void redefine(LimitDefinition changed) {
        definition = changed;
        share.redefine(changed);
        known.redefine(changed);
    }

    @Override
    public void advance(long micros) {
        nowMicros = Math.max(nowMicros, micros);
        share.advance(nowMicros);
        known.advance(nowMicros);
        LastTold.Told told = lastTold.find(limit);
        if (told != null && told.sequence() > basis && reportsUnderWay == 0 && !isUnreported()) {
            share = partOf(told);
            known = share.copy();
            basis = told.sequence();
        }
    }

    /** This node's part of what remained when the store last told; it ages as the limit does. */
    private AlgorithmCounter partOf(LastTold.Told told) {
        NodeShare part = shares.get();
        AlgorithmCounter counter = AlgorithmCounter.of(definition, part);
        counter.advance(told.micros());
        counter.charge(Math.max(0, part.of(definition.capacity()) - part.of(told.remaining())));
        counter.advance(nowMicros);
        return counter;
    }

    @Override
    public long available() {
        return definition.onStoreFailure() == OnStoreFailure.ALLOW ? Long.MAX_VALUE : share.available();
    }

    @Override
    public long remaining() {
        return share.available();
    }

    /** What is allowed beyond the limit is not counted: the limit would stay shut long after the store is back. */
    @Override
    public void charge(long amount) {
        long counted = Math.min(amount, share.available());
        if (counted > 0) {
            share.charge(counted);
            grantedMicros = nowMicros;
            basis = lastTold.sequence();
        }
    }

    @Override
    public long used() {
        return reportsUnderWay > 0 ? Math.max(1, share.used()) : share.used();
    }

    @Override
    public long resetMillis() {
        return share.resetMillis();
    }

    @Override
    public long retryMillis() {
        return available() > 0 ? 0 : share.retryMillis();
    }

    String hashTag() {
        return hashTag;
    }

    /** What still counts and the store does not know; from here on it is on its way. */
    LocalReport.Line report(long micros) {
        advance(micros);
        long amount = share.used() - known.used();
        known = share.copy();
        reportsUnderWay++;
        return new LocalReport.Line(limit, amount, grantedMicros / MICROS_PER_MILLI);
    }

    /** The store has it; only what it tells from now on has it in. */
    void reported() {
        reportsUnderWay--;
        basis = lastTold.sequence();
    }

    /** True while there are grants that still count and of which the store was not told. */
    boolean isUnreported() {
        return share.used() > known.used();
    }
}
