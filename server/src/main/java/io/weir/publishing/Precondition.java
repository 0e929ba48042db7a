package io.weir.publishing;

import io.weir.catalog.Stored;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of an object for a change to be made (RFC 9110 §13.1).
 *
 * @param presence whether there must be one
 * @param revisions those it may have; null for any
 */
public record Precondition(Presence presence, @Nullable Set<Long> revisions) {

    /** Whether there is such an object. */
    public enum Presence {
        ANY,
        PRESENT,
        ABSENT
    }

    /** Any state will do, even none. */
    public static final Precondition NONE = new Precondition(Presence.ANY, null);

    /** There must be one, in whichever version. */
    public static final Precondition EXISTS = new Precondition(Presence.PRESENT, null);

    /** There must be none. */
    public static final Precondition ABSENT = new Precondition(Presence.ABSENT, null);

    /** It must have one of these revisions. */
    public static Precondition ofRevisions(Set<Long> revisions) {
        return new Precondition(Presence.PRESENT, Set.copyOf(revisions));
    }

    /** @throws RefusedException where it does not hold */
    void require(@Nullable Stored<?> stored, String what) {
        if (stored == null && presence == Presence.PRESENT) {
            throw RefusedException.stale(what + " does not exist (expected: one with the ETag of If-Match)");
        }
        if (stored != null && presence == Presence.ABSENT) {
            throw RefusedException.stale(
                    what + " exists: revision " + stored.revision() + " (expected: none, by If-None-Match)");
        }
        if (stored != null && revisions != null && !revisions.contains(stored.revision())) {
            throw RefusedException.stale(
                    what + " was changed meanwhile: revision " + stored.revision() + " (expected: " + revisions + ")");
        }
    }
}
