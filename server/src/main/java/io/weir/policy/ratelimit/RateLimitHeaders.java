package io.weir.policy.ratelimit;

import io.vertx.core.MultiMap;
import io.weir.limit.LimitDecision;
import io.weir.limit.LimitSet;

/**
 * Writes where a caller stands into a response: {@code RateLimit-Policy} and {@code RateLimit} (draft-ietf-httpapi-ratelimit-headers-11:
 * structured fields with one item a limit), {@code X-RateLimit-*} of the tightest limit, and {@code Retry-After} on a refusal. Nothing
 * where there are no limits. Any thread.
 */
public final class RateLimitHeaders {
    /** What the plan allows. */
    public static final String POLICY = "RateLimit-Policy";

    /** What remains of each limit, and for how long. */
    public static final String STATE = "RateLimit";

    /** The tightest limit: what it holds when whole. */
    public static final String LEGACY_LIMIT = "X-RateLimit-Limit";

    /** The tightest limit: what remains. */
    public static final String LEGACY_REMAINING = "X-RateLimit-Remaining";

    /** The tightest limit: seconds until it is whole again; on a refusal, until a request can pass. */
    public static final String LEGACY_RESET = "X-RateLimit-Reset";

    /** Seconds until a request can pass. */
    public static final String RETRY_AFTER = "Retry-After";

    private static final int ITEM_CHARS = 24;

    private RateLimitHeaders() {}

    /** Sets the fields of a decision. */
    public static void write(LimitDecision decision, MultiMap headers) {
        LimitSet set = decision.set();
        if (set.isEmpty()) {
            return;
        }
        int tightest = decision.tightest();
        headers.set(POLICY, set.policyField());
        headers.set(STATE, state(decision));
        headers.set(LEGACY_LIMIT, set.maxText(tightest));
        headers.set(LEGACY_REMAINING, Long.toString(decision.remaining(tightest)));
        headers.set(LEGACY_RESET, Long.toString(seconds(decision.resetMillis(tightest))));
        if (!decision.isGranted()) {
            headers.set(RETRY_AFTER, Long.toString(retryAfterSeconds(decision)));
        }
    }

    /** Seconds until a request can pass, at least 1. */
    public static long retryAfterSeconds(LimitDecision refusal) {
        return Math.max(1, seconds(refusal.retryMillis()));
    }

    private static String state(LimitDecision decision) {
        LimitSet set = decision.set();
        StringBuilder field = new StringBuilder(set.policyField().length() + ITEM_CHARS * set.size());
        for (int i = 0; i < set.size(); i++) {
            if (i > 0) {
                field.append(", ");
            }
            field.append(set.itemPrefix(i))
                    .append(decision.remaining(i))
                    .append(";t=")
                    .append(seconds(decision.resetMillis(i)));
        }
        return field.toString();
    }

    /** Rounded up: who comes back then finds it done. */
    private static long seconds(long millis) {
        return (millis + 999) / 1000;
    }
}
