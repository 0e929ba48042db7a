package io.weir.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an event stands in the log: ids grow with each entry. Written {@code <millis>-<sequence>}.
 *
 * @param millis when it was kept, by the store's clock, at least 0
 * @param sequence tells apart what was kept in the same millisecond, at least 0
 */
public record EventId(long millis, long sequence) implements Comparable<EventId> {
    /** Before all entries. */
    public static final EventId ZERO = new EventId(0, 0);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-(\\d{1,18})");
    private static final Comparator<EventId> ORDER =
            Comparator.comparingLong(EventId::millis).thenComparingLong(EventId::sequence);

    /** Reads one; empty where the text is of another form. */
    public static Optional<EventId> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new EventId(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(EventId other) {
        return ORDER.compare(this, other);
    }

    @JsonValue
    @Override
    public String toString() {
        return millis + "-" + sequence;
    }
}
