package io.weir.elastic;

import io.weir.analytics.Family;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of indices: {@code weir-<family>-NNNNNN}. */
final class IndexNames {
    /** All indices of all families. */
    static final String ALL = "weir-*";

    private static final Pattern NAME = Pattern.compile("(weir-[a-z-]+)-(\\d{6,9})");

    private IndexNames() {}

    /** The name with a number, 1 or more. */
    static String numbered(Family family, int number) {
        return String.format(Locale.ROOT, "%s-%06d", family.alias(), number);
    }

    /** The family whose index this is. */
    static Optional<Family> family(String index) {
        Matcher name = NAME.matcher(index);
        if (name.matches()) {
            for (Family family : Family.values()) {
                if (family.alias().equals(name.group(1))) {
                    return Optional.of(family);
                }
            }
        }
        return Optional.empty();
    }

    /** Its number; 0 where it is no index of ours. */
    static int number(String index) {
        Matcher name = NAME.matcher(index);
        return name.matches() ? Integer.parseInt(name.group(2)) : 0;
    }
}
