package io.weir.openapi;

import java.util.Set;

/** The fields of a path item, by what they mean. */
final class Methods {
    /** Operations of OpenAPI 3.0 and 3.1; Swagger 2.0 has all but the last. */
    static final Set<String> ALL = Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    /** What a path item may hold besides operations and {@code x-} fields. */
    static final Set<String> OTHERS = Set.of("$ref", "summary", "description", "servers", "parameters");

    private Methods() {}
}
