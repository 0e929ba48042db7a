package io.weir.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A bearer token for the admin API. The clear text, 256 random bits, is shown once and kept nowhere; this is its digest.
 *
 * @param user the id of the user it acts for
 * @param sha256 SHA-256 of the clear text, 64 lower-case hexadecimal digits
 * @param name free text that says what it is for
 * @param expires when it stops working; null for never
 */
public record AccessToken(
        String id,
        String user,
        String sha256,
        String name,
        @Nullable Instant expires) implements Definition {

    public AccessToken {
        Ids.requireId(id, "id");
        Ids.requireId(user, "user");
        Digests.requireSha256(sha256, "sha256");
        Ids.requireName(name, "name");
    }

    @Override
    public Kind kind() {
        return Kind.TOKEN;
    }
}
