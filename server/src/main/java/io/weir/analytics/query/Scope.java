package io.weir.analytics.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may see at all.
 *
 * @param organization calls of its APIs alone; null for those of all
 * @param applications calls of these alone; null for those of all
 */
public record Scope(@Nullable String organization, @Nullable List<String> applications) {
    /** Everything. */
    public static final Scope ALL = new Scope(null, null);

    public Scope {
        applications = applications == null ? null : List.copyOf(applications);
    }
}
