package io.weir.memory;

import io.weir.session.SessionStore;
import io.weir.time.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Sessions that live as long as this object. Never away; any thread. */
public final class InMemorySessionStore implements SessionStore {
    private final Ticker ticker;
    private final Map<String, Session> sessions = new HashMap<>();

    private record Session(String user, long endNanos) {}

    public InMemorySessionStore(Ticker ticker) {
        this.ticker = ticker;
    }

    @Override
    public synchronized void create(String sha256, String user, Duration ttl) {
        long now = ticker.nanos();
        sessions.values().removeIf(session -> session.endNanos - now <= 0);
        sessions.put(sha256, new Session(user, now + ttl.toNanos()));
    }

    @Override
    public synchronized Optional<String> find(String sha256) {
        return Optional.ofNullable(sessions.get(sha256))
                .filter(session -> session.endNanos - ticker.nanos() > 0)
                .map(Session::user);
    }

    @Override
    public synchronized void remove(String sha256) {
        sessions.remove(sha256);
    }
}
