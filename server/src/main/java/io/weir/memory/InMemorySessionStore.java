package io.weir.memory;

import io.weir.session.Session;
import io.weir.session.SessionStore;
import io.weir.time.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sessions that live as long as this object. Never away; any thread. */
public final class InMemorySessionStore implements SessionStore {
    private final Ticker ticker;
    private final InstantSource clock;
    private final Map<String, Kept> sessions = new HashMap<>();

    private record Kept(Session session, long endNanos, Instant ends) {}

    public InMemorySessionStore(Ticker ticker, InstantSource clock) {
        this.ticker = ticker;
        this.clock = clock;
    }

    @Override
    public synchronized void create(String sha256, Session session, Duration ttl) {
        long now = ticker.nanos();
        sessions.values().removeIf(kept -> kept.endNanos - now <= 0);
        sessions.put(
                sha256, new Kept(session, now + ttl.toNanos(), clock.instant().plus(ttl)));
    }

    @Override
    public synchronized void replace(String sha256, Session session) {
        sessions.computeIfPresent(sha256, (digest, kept) -> new Kept(session, kept.endNanos, kept.ends));
    }

    @Override
    public synchronized Optional<Session> find(String sha256) {
        return Optional.ofNullable(sessions.get(sha256))
                .filter(kept -> kept.endNanos - ticker.nanos() > 0)
                .map(Kept::session);
    }

    @Override
    public synchronized Listing list(int limit) {
        long now = ticker.nanos();
        List<Map.Entry<String, Kept>> lasting = sessions.entrySet().stream()
                .filter(session -> session.getValue().endNanos() - now > 0)
                .sorted(Comparator.comparingLong(session -> session.getValue().endNanos()))
                .toList();
        return new Listing(
                lasting.stream()
                        .limit(limit)
                        .map(session -> lasting(session.getKey(), session.getValue()))
                        .toList(),
                lasting.size());
    }

    private static Lasting lasting(String sha256, Kept kept) {
        return new Lasting(sha256, kept.session().user(), kept.session().address(), kept.ends());
    }

    @Override
    public synchronized List<Lasting> of(String user) {
        long now = ticker.nanos();
        return sessions.entrySet().stream()
                .filter(session -> session.getValue().session().user().equals(user))
                .filter(session -> session.getValue().endNanos() - now > 0)
                .sorted(Comparator.comparingLong(session -> -session.getValue().endNanos()))
                .limit(MAX_OF_USER)
                .map(session -> lasting(session.getKey(), session.getValue()))
                .toList();
    }

    @Override
    public synchronized void removeAll(String user, @Nullable String except) {
        sessions.entrySet()
                .removeIf(session -> session.getValue().session().user().equals(user)
                        && !session.getKey().equals(except));
    }

    @Override
    public synchronized void remove(String sha256) {
        sessions.remove(sha256);
    }
}
