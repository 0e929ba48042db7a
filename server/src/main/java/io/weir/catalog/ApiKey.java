package io.weir.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key of an application. The clear text, 256 random bits, is shown once and kept nowhere; this is its digest.
 *
 * @param application the id of its application
 * @param sha256 SHA-256 of the clear text, 64 lower-case hexadecimal digits
 * @param name free text, may be null
 * @param expires when it stops working; null for never
 */
public record ApiKey(
        String id,
        String application,
        String sha256,
        @Nullable String name,
        @Nullable Instant expires) implements Definition {

    public ApiKey {
        Ids.requireId(id, "id");
        Ids.requireId(application, "application");
        Digests.requireSha256(sha256, "sha256");
    }

    @Override
    public Kind kind() {
        return Kind.KEY;
    }
}
