package io.weir.memory;

import io.weir.session.Session;
import io.weir.session.SessionStore;
import io.weir.time.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Sessions that live as long as this object. Never away; any thread. */
public final class InMemorySessionStore implements SessionStore {
    private final Ticker ticker;
    private final Map<String, Kept> sessions = new HashMap<>();

    private record Kept(Session session, long endNanos) {}

    public InMemorySessionStore(Ticker ticker) {
        this.ticker = ticker;
    }

    @Override
    public synchronized void create(String sha256, Session session, Duration ttl) {
        long now = ticker.nanos();
        sessions.values().removeIf(kept -> kept.endNanos - now <= 0);
        sessions.put(sha256, new Kept(session, now + ttl.toNanos()));
    }

    @Override
    public synchronized void replace(String sha256, Session session) {
        sessions.computeIfPresent(sha256, (digest, kept) -> new Kept(session, kept.endNanos));
    }

    @Override
    public synchronized Optional<Session> find(String sha256) {
        return Optional.ofNullable(sessions.get(sha256))
                .filter(kept -> kept.endNanos - ticker.nanos() > 0)
                .map(Kept::session);
    }

    @Override
    public synchronized void remove(String sha256) {
        sessions.remove(sha256);
    }
}
