package io.weir.limit;

import java.util.List;

/**
 * What this node granted by itself on one API and the store has not counted yet. Sent until it is acknowledged; the store charges it
 * once, however often it comes. Owned by the limiter's thread once made.
 */
public final class LocalReport {
    private final String key;
    private final List<Line> lines;
    private boolean isAcknowledged;

    /**
     * One limit's part.
     *
     * @param amount what counted when the report was made
     * @param grantedMillis the store's clock when the last of it was granted
     */
    public record Line(Limit limit, long amount, long grantedMillis) {}

    /**
     * @param key under which it counts once
     * @param lines its limits, all of one API
     */
    public LocalReport(String key, List<Line> lines) {
        this.key = key;
        this.lines = List.copyOf(lines);
    }

    /** Under which it counts once. */
    public String key() {
        return key;
    }

    /** Its limits, all of one API. */
    public List<Line> lines() {
        return lines;
    }

    /** The store has counted it, now or before, or can never do so. */
    public void acknowledge() {
        isAcknowledged = true;
    }

    boolean isAcknowledged() {
        return isAcknowledged;
    }
}
