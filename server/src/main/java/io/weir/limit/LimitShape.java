package io.weir.limit;

import io.weir.catalog.LimitDefinition;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * What all sets of a plan's limits have in common, made once: the constant parts of the response header fields and of the store's
 * commands. Immutable.
 */
final class LimitShape {
    private static final long SEVEN_DAYS = 7L * 24 * 3600 * 1000;

    /** From the Monday before 1970 to the first day of 1970, a Thursday. */
    static final long MONDAY_OFFSET = 3L * 24 * 3600 * 1000;

    private final List<LimitDefinition> definitions;
    private final String policyField;
    private final String[] itemPrefixes;
    private final String[] maxTexts;
    private final byte[][] arguments;

    LimitShape(List<LimitDefinition> definitions) {
        this.definitions = List.copyOf(definitions);
        this.policyField = policyField(definitions);
        this.itemPrefixes =
                definitions.stream().map(limit -> "\"" + limit.name() + "\";r=").toArray(String[]::new);
        this.maxTexts = definitions.stream().map(limit -> "" + limit.capacity()).toArray(String[]::new);
        this.arguments = definitions.stream()
                .map(LimitShape::arguments)
                .flatMap(Stream::of)
                .toArray(byte[][]::new);
    }

    List<LimitDefinition> definitions() {
        return definitions;
    }

    String policyField() {
        return policyField;
    }

    String itemPrefix(int index) {
        return itemPrefixes[index];
    }

    String maxText(int index) {
        return maxTexts[index];
    }

    byte[][] arguments() {
        return arguments;
    }

    /** Milliseconds by which windows of a definition are shifted against the epoch: weeks start on Monday. */
    static long windowOffset(LimitDefinition limit) {
        return limit.period().millis() == SEVEN_DAYS ? MONDAY_OFFSET : 0;
    }

    /** The four arguments of a limit, as {@code limit-counters.lua} names them. */
    static byte[][] arguments(LimitDefinition limit) {
        String period = Long.toString(limit.period().millis());
        List<String> arguments = switch (limit.algorithm()) {
            case FIXED ->
                limit.period().isMonth()
                        ? List.of("month", "" + limit.count(), period, "0")
                        : List.of("fixed", "" + limit.count(), period, "" + windowOffset(limit));
            case ROLLING -> List.of("rolling", "" + limit.count(), period, "0");
            case TOKEN_BUCKET -> List.of("bucket", "" + limit.capacity(), period, "" + limit.count());
        };
        return arguments.stream()
                .map(argument -> argument.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }

    private static String policyField(List<LimitDefinition> definitions) {
        StringBuilder field = new StringBuilder();
        for (LimitDefinition limit : definitions) {
            field.append(field.isEmpty() ? "" : ", ")
                    .append('"')
                    .append(limit.name())
                    .append("\";q=")
                    .append(limit.count())
                    .append(";w=")
                    .append(limit.period().millis() / 1000);
        }
        return field.toString();
    }
}
