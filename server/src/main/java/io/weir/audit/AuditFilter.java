package io.weir.audit;

import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are asked for; null for any.
 *
 * @param kind what kind of object they are about
 * @param object that object's id
 * @param from not before
 * @param to before
 */
public record AuditFilter(
        @Nullable String kind,
        @Nullable String object,
        @Nullable String author,
        @Nullable String operation,
        @Nullable Instant from,
        @Nullable Instant to)
        implements Predicate<AuditEntry> {
    /** All entries. */
    public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null, null);

    @Override
    public boolean test(AuditEntry entry) {
        return fits(kind, entry.kind())
                && fits(object, entry.object())
                && fits(author, entry.author())
                && fits(operation, entry.operation())
                && (from == null || !entry.time().isBefore(from))
                && (to == null || entry.time().isBefore(to));
    }

    private static boolean fits(@Nullable String wanted, @Nullable String value) {
        return wanted == null || wanted.equals(value);
    }
}
