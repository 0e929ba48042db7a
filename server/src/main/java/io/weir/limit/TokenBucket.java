package io.weir.limit;

import io.weir.catalog.LimitDefinition;
import java.math.BigInteger;

/**
 * A bucket that starts full and is refilled continuously by {@code refill} tokens a period, kept as what was taken and not yet refilled:
 * {@code used − drained ÷ period} tokens with whole numbers, so nothing drifts and nothing is rounded away.
 */
final class TokenBucket implements AlgorithmCounter {
    /** Longest time told, in milliseconds; the largest bucket at the slowest refill would need longer than a number can say. */
    static final long FOREVER = 100_000_000_000_000L;

    private static final int MICROS_PER_MILLI = 1000;

    private final long period;
    private final NodeShare share;

    private long refill;
    private long max;
    private long nowMillis = Long.MIN_VALUE;
    private long used;
    private long drained;

    /** A node's share refills at a share of the rate: the same number of tokens in as many times the period as there are nodes. */
    TokenBucket(LimitDefinition definition, NodeShare share) {
        this(definition.period().millis() * share.nodes(), share);
        redefine(definition);
    }

    private TokenBucket(long period, NodeShare share) {
        this.period = period;
        this.share = share;
    }

    @Override
    public void redefine(LimitDefinition changed) {
        refill = changed.count();
        max = share.of(changed.capacity());
    }

    @Override
    public void advance(long nowMicros) {
        long next = Math.max(nowMillis, Math.floorDiv(nowMicros, MICROS_PER_MILLI));
        if (used > 0) {
            drain(next - nowMillis);
        }
        nowMillis = next;
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
        return millisUntilDrained(used);
    }

    @Override
    public long retryMillis() {
        if (used < max) {
            return 0;
        }
        return max == 0 ? period : millisUntilDrained(used - max + 1);
    }

    @Override
    public TokenBucket copy() {
        TokenBucket copy = new TokenBucket(period, share);
        copy.refill = refill;
        copy.max = max;
        copy.nowMillis = nowMillis;
        copy.used = used;
        copy.drained = drained;
        return copy;
    }

    private void drain(long millis) {
        BigInteger[] tokens = BigInteger.valueOf(millis)
                .multiply(BigInteger.valueOf(refill))
                .add(BigInteger.valueOf(drained))
                .divideAndRemainder(BigInteger.valueOf(period));
        if (tokens[0].compareTo(BigInteger.valueOf(used)) >= 0) {
            used = 0;
            drained = 0;
        } else {
            used -= tokens[0].longValueExact();
            drained = tokens[1].longValueExact();
        }
    }

    private long millisUntilDrained(long tokens) {
        if (tokens == 0) {
            return 0;
        }
        BigInteger missing =
                BigInteger.valueOf(tokens).multiply(BigInteger.valueOf(period)).subtract(BigInteger.valueOf(drained));
        BigInteger millis = missing.add(BigInteger.valueOf(refill - 1)).divide(BigInteger.valueOf(refill));
        return millis.min(BigInteger.valueOf(FOREVER)).longValueExact();
    }
}
