package io.weir.analytics.query;

import java.time.Duration;
import java.util.Optional;

/** How long a point of a series is. */
public enum Interval {
    MINUTE("1m", Duration.ofMinutes(1)),
    FIVE_MINUTES("5m", Duration.ofMinutes(5)),
    QUARTER("15m", Duration.ofMinutes(15)),
    HOUR("1h", Duration.ofHours(1)),
    SIX_HOURS("6h", Duration.ofHours(6)),
    DAY("1d", Duration.ofDays(1));

    /** A screen shows no more. */
    private static final long READABLE_POINTS = 300;

    private final String label;
    private final Duration length;

    Interval(String label, Duration length) {
        this.label = label;
        this.length = length;
    }

    /** As parameters name it. */
    public String label() {
        return label;
    }

    public Duration length() {
        return length;
    }

    /** How many points a time has. */
    public long points(TimeRange range) {
        return range.length().toMillis() / length.toMillis() + 1;
    }

    /** By its name in parameters. */
    public static Optional<Interval> of(String label) {
        for (Interval interval : values()) {
            if (interval.label.equals(label)) {
                return Optional.of(interval);
            }
        }
        return Optional.empty();
    }

    /**
     * The finest one that can still be read.
     *
     * @param maxPoints that are allowed at all
     */
    public static Interval readable(TimeRange range, long maxPoints) {
        for (Interval interval : values()) {
            if (interval.points(range) <= Math.min(READABLE_POINTS, maxPoints)) {
                return interval;
            }
        }
        return DAY;
    }
}
