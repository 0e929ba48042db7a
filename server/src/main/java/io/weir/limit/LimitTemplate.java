package io.weir.limit;

import org.jspecify.annotations.Nullable;

/**
 * A plan's limits for one API, application and resource, complete but for the client's address where a limit counts by it. Made once,
 * kept as long as plan and subscription live. Immutable.
 */
public final class LimitTemplate {
    private final LimitShape shape;
    private final @Nullable Limit[] fixed;
    private final String[] prefixes;
    private final @Nullable LimitSet complete;

    /**
     * @param fixed the limits that do not depend on the client, null at the places of those that do
     * @param prefixes the keys' common parts, read at the places of limits by client only
     */
    LimitTemplate(LimitShape shape, @Nullable Limit[] fixed, String[] prefixes) {
        this.shape = shape;
        this.fixed = fixed;
        this.prefixes = prefixes;
        this.complete = complete(shape, fixed);
    }

    /** True where a limit counts by the client's address, so that {@link #forClient} makes a set each time. */
    public boolean isPerClient() {
        return complete == null;
    }

    /**
     * The set for a request.
     *
     * @param address the client's address in text
     */
    public LimitSet forClient(String address) {
        if (complete != null) {
            return complete;
        }
        Limit[] limits = new Limit[fixed.length];
        for (int i = 0; i < limits.length; i++) {
            Limit limit = fixed[i];
            limits[i] = limit != null
                    ? limit
                    : new Limit(shape.definitions().get(i), LimiterKeys.client(prefixes[i], address));
        }
        return new LimitSet(shape, limits);
    }

    private static @Nullable LimitSet complete(LimitShape shape, @Nullable Limit[] fixed) {
        Limit[] limits = new Limit[fixed.length];
        for (int i = 0; i < fixed.length; i++) {
            Limit limit = fixed[i];
            if (limit == null) {
                return null;
            }
            limits[i] = limit;
        }
        return limits.length == 0 ? LimitSet.UNLIMITED : new LimitSet(shape, limits);
    }
}
