package io.weir.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/**
 * The length of a limit's window: an ISO 8601 duration of whole seconds from {@code PT1S} to 31 days, {@code P1W}, or the calendar month
 * {@code P1M}.
 *
 * @param text as written
 * @param millis its length; 30 days for the calendar month, whose windows follow the calendar instead
 * @param isMonth true for {@code P1M}
 */
public record Period(@JsonValue String text, long millis, boolean isMonth) {

    static final String EXPECTED = "an ISO 8601 duration of whole seconds from PT1S to P31D, P1W, or P1M";

    private static final Duration MAX = Duration.ofDays(31);

    /** Reads an ISO 8601 period. */
    @JsonCreator
    public static Period parse(String text) {
        if (text.equals("P1M")) {
            return new Period(text, Duration.ofDays(30).toMillis(), true);
        }
        if (text.equals("P1W")) {
            return new Period(text, Duration.ofDays(7).toMillis(), false);
        }
        try {
            Duration duration = Duration.parse(text);
            if (!duration.equals(duration.truncatedTo(ChronoUnit.SECONDS))
                    || duration.toSeconds() < 1
                    || duration.compareTo(MAX) > 0) {
                throw new InvalidDefinitionException("period", text, EXPECTED);
            }
            return new Period(text, duration.toMillis(), false);
        } catch (DateTimeParseException e) {
            throw new InvalidDefinitionException("period", text, EXPECTED);
        }
    }
}
