package io.weir.session;

import io.weir.catalog.Digests;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A log-in to the admin API. It holds as long as its user has the password that they logged in with, so a change of password ends it
 * without anybody looking for it. Immutable.
 *
 * @param user the id of who logged in
 * @param address where they did, without blanks
 * @param ends when it ends, by the clock of the node that made it
 * @param passwords the SHA-256 of each password hash that it holds for: one, and while this very session changes the password the next
 */
public record Session(String user, String address, Instant ends, List<String> passwords) {

    /** Takes a copy; to the millisecond. */
    public Session {
        ends = ends.truncatedTo(ChronoUnit.MILLIS);
        passwords = List.copyOf(passwords);
    }

    /**
     * One that holds for some passwords.
     *
     * @param hashes as the user's definition has them
     */
    public static Session of(String user, String address, Instant ends, String... hashes) {
        return new Session(
                user, address, ends, Stream.of(hashes).map(Digests::sha256).toList());
    }

    /** The same log-in, which holds for other passwords. */
    public Session holdingFor(String... hashes) {
        return of(user, address, ends, hashes);
    }

    /** Whether it holds while its user has this hash; never where they have none. */
    public boolean holdsFor(@Nullable String hash) {
        return hash != null && passwords.contains(Digests.sha256(hash));
    }
}
