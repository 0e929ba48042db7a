package io.weir.upstream;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Smooth weighted round robin after nginx: each choice adds every weight to its endpoint's credit, takes the highest credit (the first
 * of equals) and charges it the total. From a state with all credits 0 any {@code total} choices in a row hold each endpoint exactly as
 * often as its weight says, and a heavy one is spread rather than bunched.
 *
 * <p>When an endpoint goes out or comes back, the credits of the others would still speak of the old total and could bunch one endpoint
 * for as long as it takes to work them off. So the order starts anew over those that are in, as far along as it was before. The lock is
 * held for one pass over the endpoints.
 */
final class SmoothSelector implements EndpointSelector {
    /** Steps that a new order is moved forward at most; beyond it the start matters to nobody. */
    private static final int MAX_STEPS_AHEAD = 10_000;

    /** Brings n ÷ total × total back to n. */
    private static final double ROUNDING = 1e-6;

    private final Endpoint[] endpoints;
    private final int[] weights;
    private final int[] credits;
    private final boolean[] chosen;
    private final int sum;
    private int total;
    private int step;

    SmoothSelector(List<Endpoint> all, ToIntFunction<Endpoint> weight, double position) {
        endpoints = all.stream().filter(endpoint -> endpoint.weight() > 0).toArray(Endpoint[]::new);
        if (endpoints.length == 0) {
            throw new IllegalArgumentException("endpoints: " + all + " (expected: one with a weight above 0)");
        }
        weights = new int[endpoints.length];
        for (int i = 0; i < endpoints.length; i++) {
            weights[i] = weight.applyAsInt(endpoints[i]);
        }
        // 10, 2, 2 is the order of 5, 1, 1.
        int divisor = IntStream.of(weights).reduce(0, SmoothSelector::greatestCommonDivisor);
        Arrays.setAll(weights, i -> weights[i] / divisor);
        credits = new int[endpoints.length];
        chosen = new boolean[endpoints.length];
        sum = IntStream.of(weights).sum();
        startAnew(true, position);
    }

    private static int greatestCommonDivisor(int one, int other) {
        return other == 0 ? one : greatestCommonDivisor(other, one % other);
    }

    @Override
    public synchronized Endpoint select(long nowNanos) {
        boolean changed = false;
        boolean anyIn = false;
        for (int i = 0; i < endpoints.length; i++) {
            boolean in = endpoints[i].isIn();
            if (!in && endpoints[i].origin().health().tryTrial(nowNanos)) {
                return endpoints[i];
            }
            changed |= in != chosen[i];
            anyIn |= in;
        }
        // Where none is in, all are chosen from; that is no change once it is so.
        if (changed && (anyIn || total != sum)) {
            startAnew(!anyIn, position());
        }
        return next();
    }

    private Endpoint next() {
        int best = -1;
        for (int i = 0; i < endpoints.length; i++) {
            if (chosen[i]) {
                credits[i] += weights[i];
                if (best < 0 || credits[i] > credits[best]) {
                    best = i;
                }
            }
        }
        credits[best] -= total;
        step = step + 1 == total ? 0 : step + 1;
        return endpoints[best];
    }

    /** With all of them where none is in: the last one is never taken out. */
    private void startAnew(boolean all, double position) {
        total = 0;
        for (int i = 0; i < endpoints.length; i++) {
            credits[i] = 0;
            chosen[i] = all || endpoints[i].isIn();
            total += chosen[i] ? weights[i] : 0;
        }
        step = 0;
        int ahead = Math.min(MAX_STEPS_AHEAD, (int) (position * total + ROUNDING));
        for (int i = 0; i < ahead; i++) {
            next();
        }
    }

    @Override
    public synchronized @Nullable Endpoint selectOther(List<Endpoint> tried) {
        int best = -1;
        for (int i = 0; i < endpoints.length; i++) {
            if (!tried.contains(endpoints[i]) && (best < 0 || isBetter(i, best))) {
                best = i;
            }
        }
        return best < 0 ? null : endpoints[best];
    }

    private boolean isBetter(int one, int other) {
        boolean in = endpoints[one].isIn();
        return in == endpoints[other].isIn() ? credits[one] + weights[one] > credits[other] + weights[other] : in;
    }

    @Override
    public synchronized double position() {
        return (double) step / total;
    }
}
