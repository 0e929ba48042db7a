package io.weir.catalog;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The form of ids, and the checks that definitions share. */
final class Ids {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private Ids() {}

    static String requireId(@Nullable String id, String field) {
        if (id == null || !ID.matcher(id).matches()) {
            throw new InvalidDefinitionException(field, id, "1 to 63 of a-z, 0-9 and -, not starting with -");
        }
        return id;
    }

    static String requireName(@Nullable String name, String field) {
        if (name == null || name.isBlank() || name.length() > 200) {
            throw new InvalidDefinitionException(field, name, "1 to 200 characters, not all blank");
        }
        return name;
    }
}
