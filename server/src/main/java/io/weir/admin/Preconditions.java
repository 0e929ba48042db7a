package io.weir.admin;

import io.weir.catalog.Stored;
import io.weir.publishing.Precondition;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code If-Match} and {@code If-None-Match} (RFC 9110 §13.1). */
final class Preconditions {
    private static final Pattern STRONG = Pattern.compile("\"?(\\d{1,18})\"?");

    private Preconditions() {}

    /** What a change asks for: a weak or foreign tag in {@code If-Match} never holds, {@code If-None-Match} can be {@code *} alone. */
    static Precondition of(Call call) {
        String value = call.parameters().header("If-Match");
        if (value == null) {
            return call.parameters().header("If-None-Match") == null ? Precondition.NONE : Precondition.ABSENT;
        }
        if (value.trim().equals("*")) {
            return Precondition.EXISTS;
        }
        Set<Long> revisions = Arrays.stream(value.split(","))
                .map(tag -> STRONG.matcher(tag.trim()))
                .filter(java.util.regex.Matcher::matches)
                .map(tag -> Long.valueOf(tag.group(1)))
                .collect(Collectors.toSet());
        return Precondition.ofRevisions(revisions);
    }

    /** True where the caller has this version already. */
    static boolean isKnown(Call call, Stored<?> stored) {
        String value = call.parameters().header("If-None-Match");
        return value != null && (value.trim().equals("*") || hasTag(value, ObjectView.etag(stored)));
    }

    private static boolean hasTag(String value, @Nullable String etag) {
        return Arrays.stream(value.split(","))
                .map(String::trim)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(tag -> tag.equals(etag));
    }
}
