package io.weir.session;

import io.weir.catalog.Digests;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A log-in to the admin API. It holds as long as its user has the password that they logged in with, so a change of password ends it
 * without anybody looking for it. Immutable.
 *
 * @param user the id of who logged in
 * @param address where they did, without blanks
 * @param passwords the SHA-256 of each password hash that it holds for: one, and while this very session changes the password the next
 */
public record Session(String user, String address, List<String> passwords) {

    /** Takes a copy. */
    public Session {
        passwords = List.copyOf(passwords);
    }

    /**
     * One that holds for some passwords.
     *
     * @param hashes as the user's definition has them
     */
    public static Session of(String user, String address, String... hashes) {
        return new Session(user, address, Stream.of(hashes).map(Digests::sha256).toList());
    }

    /** Whether it holds while its user has this hash; never where they have none. */
    public boolean holdsFor(@Nullable String hash) {
        return hash != null && passwords.contains(Digests.sha256(hash));
    }
}
