package io.weir.analytics.query;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stretch of time.
 *
 * @param from belongs to it
 * @param to does not
 */
public record TimeRange(Instant from, Instant to) {
    /** What {@link #instant} reads. */
    public static final String EXPECTED =
            "a date and time with offset, or now, or now-1h with a number and s, m, h or d";

    private static final Pattern RELATIVE = Pattern.compile("now(?:-(\\d{1,9})([smhd]))?");

    /** To the millisecond, as documents are. */
    public TimeRange {
        from = from.truncatedTo(ChronoUnit.MILLIS);
        to = to.truncatedTo(ChronoUnit.MILLIS);
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("from: " + from + " (expected: before to, which is " + to + ")");
        }
    }

    /** Reads a point in time: ISO 8601, or relative to now. */
    public static Optional<Instant> instant(String text, Instant now) {
        Matcher relative = RELATIVE.matcher(text);
        if (relative.matches()) {
            return Optional.of(
                    relative.group(1) == null
                            ? now
                            : now.minus(Long.parseLong(relative.group(1)), unit(relative.group(2))));
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static ChronoUnit unit(String letter) {
        return switch (letter) {
            case "s" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MINUTES;
            case "h" -> ChronoUnit.HOURS;
            default -> ChronoUnit.DAYS;
        };
    }

    public Duration length() {
        return Duration.between(from, to);
    }

    /** The time of the same length just before. */
    public TimeRange previous() {
        return new TimeRange(from.minus(length()), from);
    }

    /**
     * With the whole of the minutes in which it begins and ends. Questions up to now are the same for a minute then, and what answered one
     * of them can remember that.
     */
    public TimeRange wholeMinutes() {
        Instant end = to.truncatedTo(ChronoUnit.MINUTES);
        return new TimeRange(
                from.truncatedTo(ChronoUnit.MINUTES), end.equals(to) ? to : end.plus(1, ChronoUnit.MINUTES));
    }
}
