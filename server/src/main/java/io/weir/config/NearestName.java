package io.weir.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds what somebody probably meant. */
final class NearestName {
    private static final int LONGEST_COMPARED = 80;

    private NearestName() {}

    /** The candidate with the least edits, letters compared without case; of equal ones the first in order. At least one candidate. */
    static String of(String name, Collection<String> candidates) {
        String start = name.substring(0, Math.min(name.length(), LONGEST_COMPARED));
        return candidates.stream()
                .sorted()
                .min(Comparator.comparingInt(candidate -> distance(lower(start), lower(candidate))))
                .orElseThrow();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Levenshtein's distance, one row of the table at a time. */
    static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (int line = 1; line <= left.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column < row.length; column++) {
                int replaced = diagonal + (left.charAt(line - 1) == right.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
            }
        }
        return row[right.length()];
    }
}
