package io.weir.admin;

import io.weir.catalog.Api;
import io.weir.catalog.CatalogContents;
import io.weir.catalog.CatalogStore;
import io.weir.catalog.Definition;
import io.weir.catalog.StalePositionException;
import io.weir.catalog.StoreUnavailableException;
import io.weir.catalog.Stored;
import io.weir.catalog.VersionConflictException;
import io.weir.limit.LimitGauge;
import io.weir.session.Session;
import io.weir.session.SessionStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A store that can go away, and whose writes can break off after they were made. */
final class SwitchedStore implements CatalogStore {
    private volatile CatalogStore store;
    private volatile boolean isAway;
    private volatile boolean breaksOff;
    private volatile CountDownLatch held = new CountDownLatch(0);

    SwitchedStore(CatalogStore store) {
        this.store = store;
    }

    void away(boolean away) {
        isAway = away;
    }

    /** Holds another catalogue from now on. */
    void become(CatalogStore other) {
        store = other;
    }

    void breakOff(boolean breakOff) {
        breaksOff = breakOff;
    }

    SessionStore sessions(SessionStore sessions) {
        return new SessionStore() {
            @Override
            public void create(String sha256, Session session, Duration ttl) throws StoreUnavailableException {
                requireThere();
                sessions.create(sha256, session, ttl);
            }

            @Override
            public void replace(String sha256, Session session) throws StoreUnavailableException {
                requireThere();
                sessions.replace(sha256, session);
            }

            @Override
            public Optional<Session> find(String sha256) throws StoreUnavailableException {
                requireThere();
                return sessions.find(sha256);
            }

            @Override
            public Listing list(int limit) throws StoreUnavailableException {
                requireThere();
                return sessions.list(limit);
            }

            @Override
            public List<Lasting> of(String user) throws StoreUnavailableException {
                requireThere();
                return sessions.of(user);
            }

            @Override
            public void removeAll(String user, @Nullable String except) throws StoreUnavailableException {
                requireThere();
                sessions.removeAll(user, except);
            }

            @Override
            public void remove(String sha256) throws StoreUnavailableException {
                requireThere();
                sessions.remove(sha256);
            }
        };
    }

    /** Counters are not told before the latch is open. */
    void hold(CountDownLatch latch) {
        held = latch;
    }

    LimitGauge gauge(LimitGauge gauge) {
        return limits -> {
            requireThere();
            try {
                held.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoreUnavailableException("interrupted", e);
            }
            return gauge.read(limits);
        };
    }

    private void requireThere() throws StoreUnavailableException {
        if (isAway) {
            throw new StoreUnavailableException("switched off");
        }
    }

    @Override
    public @Nullable Position position() throws StoreUnavailableException {
        requireThere();
        return store.position();
    }

    @Override
    public @Nullable Position load(Consumer<Stored<? extends Definition>> each) throws StoreUnavailableException {
        requireThere();
        return store.load(each);
    }

    @Override
    public Delta changesSince(Position position) throws StoreUnavailableException {
        requireThere();
        return store.changesSince(position);
    }

    @Override
    public Delta.Changes write(@Nullable Position base, List<Edit> edits, String author)
            throws StoreUnavailableException, VersionConflictException, StalePositionException {
        requireThere();
        Delta.Changes written = store.write(base, edits, author);
        if (breaksOff) {
            throw new StoreUnavailableException("no answer in time");
        }
        return written;
    }

    @Override
    public Api.DocumentRef putDocument(String api, byte[] document, String mediaType) throws StoreUnavailableException {
        requireThere();
        return store.putDocument(api, document, mediaType);
    }

    @Override
    public Optional<byte[]> document(String api, Api.DocumentRef reference) throws StoreUnavailableException {
        requireThere();
        return store.document(api, reference);
    }

    @Override
    public void watch(Runnable changed) {
        store.watch(changed);
    }

    @Override
    public CatalogContents contents() {
        // Its methods are asked after the position, which fails while the store is away.
        return store.contents();
    }

    @Override
    public void close() {
        store.close();
    }
}
