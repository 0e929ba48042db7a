package io.weir.publishing;

import io.weir.catalog.Stored;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of an object for a change to be made (RFC 9110 §13.1).
 *
 * @param mustExist true where there must be one
 * @param versions the versions it may have; null for any
 */
public record Precondition(boolean mustExist, @Nullable Set<Long> versions) {
    /** Any state will do, even none. */
    public static final Precondition NONE = new Precondition(false, null);

    /** There must be one, in whichever version. */
    public static final Precondition EXISTS = new Precondition(true, null);

    /** It must have one of these versions. */
    public static Precondition ofVersions(Set<Long> versions) {
        return new Precondition(true, Set.copyOf(versions));
    }

    /** @throws RefusedException where it does not hold */
    void require(@Nullable Stored<?> stored, String what) {
        if (stored == null && mustExist) {
            throw RefusedException.stale(what + " does not exist (expected: one with the ETag of If-Match)");
        }
        if (stored != null && versions != null && !versions.contains(stored.version())) {
            throw RefusedException.stale(
                    what + " was changed meanwhile: version " + stored.version() + " (expected: " + versions + ")");
        }
    }
}
