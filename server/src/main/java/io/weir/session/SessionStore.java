package io.weir.session;

import io.weir.catalog.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where log-ins to the admin API are kept for the whole cluster, each under the SHA-256 of its secret, 64 lower-case hexadecimal digits.
 * Every method blocks on the network; any thread but an event loop.
 */
public interface SessionStore {
    /** So many sessions of a user are told of. */
    int MAX_OF_USER = 100;

    /**
     * A log-in that lasts.
     *
     * @param sha256 of its secret
     * @param user the id of who logged in
     * @param address where they did
     * @param ends by the store's clock
     */
    record Lasting(String sha256, String user, String address, Instant ends) {}

    /**
     * Sessions that last.
     *
     * @param first those that end first
     * @param total how many there are in all
     */
    record Listing(List<Lasting> first, long total) {
        public Listing {
            first = List.copyOf(first);
        }
    }

    /**
     * Keeps a session.
     *
     * @param ttl how long it lasts, at least 1 ms
     */
    void create(String sha256, Session session, Duration ttl) throws StoreUnavailableException;

    /** Puts another in the place of a session, which ends when that would have; nothing happens where there is none. */
    void replace(String sha256, Session session) throws StoreUnavailableException;

    /** The session; empty where there is none or it has ended. */
    Optional<Session> find(String sha256) throws StoreUnavailableException;

    /**
     * The sessions that last.
     *
     * @param limit how many to name at most, up to 1000
     */
    Listing list(int limit) throws StoreUnavailableException;

    /** The last hundred sessions of a user, those that end last first. */
    List<Lasting> of(String user) throws StoreUnavailableException;

    /**
     * Ends all sessions of a user.
     *
     * @param except the one that goes on; null for none
     */
    void removeAll(String user, @Nullable String except) throws StoreUnavailableException;

    /** Ends a session; nothing happens where there is none. */
    void remove(String sha256) throws StoreUnavailableException;
}
