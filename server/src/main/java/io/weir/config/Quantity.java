package io.weir.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Reads and writes a whole number with a unit: {@code 50ms}, {@code 30d}, {@code 8KB}. */
final class Quantity {
    private static final int MAX_DIGITS = 18;
    private static final long MILLIS_OF_DAY = 86_400_000;
    private static final String[] SIZES = {"B", "KB", "MB", "GB", "TB"};

    private Quantity() {}

    /** {@code ms}, {@code s}, {@code m}, {@code h} or {@code d} (24 hours) after the number, always one. */
    static Optional<Duration> duration(String text) {
        int digits = digits(text);
        Optional<ChronoUnit> unit = Optional.ofNullable(
                switch (text.substring(digits)) {
                    case "ms" -> ChronoUnit.MILLIS;
                    case "s" -> ChronoUnit.SECONDS;
                    case "m" -> ChronoUnit.MINUTES;
                    case "h" -> ChronoUnit.HOURS;
                    case "d" -> ChronoUnit.DAYS;
                    default -> null;
                });
        if (unit.isEmpty() || !isDigits(text.substring(0, digits))) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.of(Long.parseLong(text.substring(0, digits)), unit.get()));
        } catch (DateTimeException | ArithmeticException tooLarge) {
            return Optional.empty();
        }
    }

    /** As {@link #duration} reads it; what is finer than a millisecond is dropped. */
    static String text(Duration duration) {
        long millis = duration.toMillis();
        if (millis > 0 && millis % MILLIS_OF_DAY == 0) {
            return millis / MILLIS_OF_DAY + "d";
        }
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }

    /** {@code B} (or nothing), {@code KB}, {@code MB}, {@code GB} or {@code TB} after the number, each 1024 of the one before. */
    static Optional<Long> size(String text) {
        int digits = digits(text);
        int shift = switch (text.substring(digits)) {
            case "", "B" -> 0;
            case "KB" -> 10;
            case "MB" -> 20;
            case "GB" -> 30;
            case "TB" -> 40;
            default -> -1;
        };
        if (shift < 0 || !isDigits(text.substring(0, digits))) {
            return Optional.empty();
        }
        long number = Long.parseLong(text.substring(0, digits));
        return number <= Long.MAX_VALUE >> shift ? Optional.of(number << shift) : Optional.empty();
    }

    /** As {@link #size} reads it, in the greatest unit that it is a whole number of. */
    static String sizeText(long bytes) {
        int unit = 0;
        long number = bytes;
        while (unit < SIZES.length - 1 && number != 0 && number % 1024 == 0) {
            number /= 1024;
            unit++;
        }
        return number + SIZES[unit];
    }

    /** True for 1 to 18 ASCII digits, which a long holds. */
    static boolean isDigits(String text) {
        return !text.isEmpty() && text.length() <= MAX_DIGITS && digits(text) == text.length();
    }

    /** How many ASCII digits the text begins with. */
    private static int digits(String text) {
        int count = 0;
        while (count < text.length() && text.charAt(count) >= '0' && text.charAt(count) <= '9') {
            count++;
        }
        return count;
    }
}
