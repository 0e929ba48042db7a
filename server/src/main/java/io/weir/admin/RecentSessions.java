package io.weir.admin;

import io.weir.session.Session;
import io.weir.time.Ticker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that the store confirmed lately, for the time while it is away: reading goes on then. At most {@link #MAX_ENTRIES}, the one
 * confirmed longest ago given up first. Any thread.
 */
final class RecentSessions {
    static final int MAX_ENTRIES = 1000;

    private static final Duration TRUST = Duration.ofMinutes(10);

    private final Ticker ticker;
    private final Map<String, Confirmed> sessions = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Confirmed> eldest) {
            return size() > MAX_ENTRIES;
        }
    };

    private record Confirmed(Session session, long nanos) {}

    RecentSessions(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Keeps what the store said. */
    synchronized void learn(String digest, Optional<Session> session) {
        sessions.remove(digest);
        session.ifPresent(known -> sessions.put(digest, new Confirmed(known, ticker.nanos())));
    }

    /** The session as it was when the store was last asked, if that is not long ago. */
    synchronized Optional<Session> find(String digest) {
        return Optional.ofNullable(sessions.get(digest))
                .filter(confirmed -> ticker.nanos() - confirmed.nanos < TRUST.toNanos())
                .map(Confirmed::session);
    }

    /** Forgets those of a user but one. */
    synchronized void forget(String user, @Nullable String except) {
        sessions.entrySet()
                .removeIf(known -> known.getValue().session().user().equals(user)
                        && !known.getKey().equals(except));
    }

    /** Forgets all: they are in another store. */
    synchronized void clear() {
        sessions.clear();
    }

    synchronized int size() {
        return sessions.size();
    }
}
