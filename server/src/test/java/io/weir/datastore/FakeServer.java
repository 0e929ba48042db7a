package io.weir.datastore;

import io.weir.catalog.Api;
import io.weir.catalog.CatalogContents;
import io.weir.catalog.CatalogImage;
import io.weir.catalog.CatalogStore;
import io.weir.catalog.Definition;
import io.weir.catalog.Kind;
import io.weir.catalog.StalePositionException;
import io.weir.catalog.StoreUnavailableException;
import io.weir.catalog.Stored;
import io.weir.catalog.VersionConflictException;
import io.weir.cluster.ClusterNameException;
import io.weir.cluster.ClusterView;
import io.weir.cluster.DuplicateNodeException;
import io.weir.cluster.ListenerSettings;
import io.weir.cluster.NodeInfo;
import io.weir.cluster.NodeRegistry;
import io.weir.cluster.NodeReport;
import io.weir.cluster.QuiesceMode;
import io.weir.cluster.Renewal;
import io.weir.cluster.SharedListener;
import io.weir.cluster.UnknownNodeException;
import io.weir.config.NodeConfig;
import io.weir.limit.CounterTable;
import io.weir.limit.SharedLimiter;
import io.weir.limit.SharedLimiterException;
import io.weir.limit.StoreFailure;
import io.weir.limit.Take;
import io.weir.limit.Trip;
import io.weir.memory.InMemoryCatalogStore;
import io.weir.memory.InMemoryListenerSettings;
import io.weir.memory.InMemoryNodeRegistry;
import io.weir.memory.InMemorySessionStore;
import io.weir.session.Session;
import io.weir.session.SessionStore;
import io.weir.time.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A data store in memory that can be away as a whole or break off at one step, and counts who is connected. */
final class FakeServer {
    final InMemoryCatalogStore catalog;
    final InMemorySessionStore sessions = new InMemorySessionStore(Ticker.system(), InstantSource.system());
    final InMemoryNodeRegistry registry = new InMemoryNodeRegistry(Ticker.system());
    final InMemoryListenerSettings listeners = new InMemoryListenerSettings();
    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger trips = new AtomicInteger();
    private final NodeConfig.DataStore settings;
    private volatile String broken = "";

    FakeServer(NodeConfig.DataStore settings, long seed) {
        this.settings = settings;
        this.catalog = new InMemoryCatalogStore(InstantSource.system(), new Random(seed), 1000);
    }

    /** The operation of this name fails from now on, {@code all} of them, or none for an empty name. */
    void breakAt(String operation) {
        broken = operation;
    }

    StorePorts connect(NodeConfig.DataStore by) {
        connections.incrementAndGet();
        return new Ports(by);
    }

    private void reach(String operation) throws StoreUnavailableException {
        if (broken.equals(operation) || broken.equals("all")) {
            throw new StoreUnavailableException(settings.addresses() + " broke off at " + operation);
        }
    }

    private final class Ports implements StorePorts {
        private final NodeConfig.DataStore by;
        private boolean isClosed;

        Ports(NodeConfig.DataStore by) {
            this.by = by;
        }

        @Override
        public NodeConfig.DataStore reached() {
            return by;
        }

        @Override
        public CatalogStore catalog() {
            return new FakeCatalog();
        }

        @Override
        public SessionStore sessions() {
            return new FakeSessions();
        }

        @Override
        public NodeRegistry registry() {
            return new FakeRegistry();
        }

        @Override
        public ListenerSettings listeners() {
            return new FakeListeners();
        }

        @Override
        public SharedLimiter limiter() {
            return this::openSession;
        }

        private SharedLimiter.Session openSession(Duration timeout) throws SharedLimiterException {
            try {
                reach("limiter");
                return new FakeSession();
            } catch (StoreUnavailableException e) {
                throw new SharedLimiterException(StoreFailure.CONNECTION, String.valueOf(e.getMessage()), e);
            }
        }

        @Override
        public void close() {
            if (isClosed) {
                throw new IllegalStateException("closed twice");
            }
            isClosed = true;
            connections.decrementAndGet();
        }
    }

    private final class FakeListeners implements ListenerSettings {
        @Override
        public SortedMap<String, SharedListener> read() throws StoreUnavailableException {
            reach("listeners");
            return listeners.read();
        }

        @Override
        public void write(SortedMap<String, SharedListener> wanted) throws StoreUnavailableException {
            reach("listeners");
            listeners.write(wanted);
        }

        @Override
        public void close() {
            // The ports are closed as a whole.
        }
    }

    private final class FakeSession implements SharedLimiter.Session {
        private final CounterTable counters = CounterTable.ofWholeLimits(100);

        @Override
        public void run(Trip trip) throws SharedLimiterException {
            if (broken.equals("all")) {
                throw new SharedLimiterException(StoreFailure.CONNECTION, "away", null);
            }
            trips.incrementAndGet();
            for (Take take : trip.takes()) {
                take.answer(counters.take(take.set(), take.wanted(), 1_800_000_000_000_000L));
            }
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    private final class FakeCatalog implements CatalogStore, CatalogContents {
        @Override
        public @Nullable Position position() throws StoreUnavailableException {
            reach("catalog.position");
            return catalog.position();
        }

        @Override
        public @Nullable Position load(Consumer<Stored<? extends Definition>> each) throws StoreUnavailableException {
            reach("catalog.load");
            return catalog.load(each);
        }

        @Override
        public Delta changesSince(Position position) throws StoreUnavailableException {
            reach("catalog.changes");
            return catalog.changesSince(position);
        }

        @Override
        public Delta.Changes write(@Nullable Position base, List<Edit> edits, String author)
                throws StoreUnavailableException, VersionConflictException, StalePositionException {
            reach("catalog.write");
            return catalog.write(base, edits, author);
        }

        @Override
        public Api.DocumentRef putDocument(String api, byte[] document, String mediaType)
                throws StoreUnavailableException {
            reach("catalog.document");
            return catalog.putDocument(api, document, mediaType);
        }

        @Override
        public Optional<byte[]> document(String api, Api.DocumentRef reference) throws StoreUnavailableException {
            reach("catalog.document");
            return catalog.document(api, reference);
        }

        @Override
        public void watch(Runnable changed) {
            catalog.watch(changed);
        }

        @Override
        public CatalogContents contents() {
            return this;
        }

        @Override
        public Map<Kind, Long> sizes() throws StoreUnavailableException {
            reach("contents.sizes");
            return catalog.contents().sizes();
        }

        @Override
        public List<String> absent(Kind kind, List<String> ids) throws StoreUnavailableException {
            reach("contents.absent");
            return catalog.contents().absent(kind, ids);
        }

        @Override
        public boolean hasDocument(String api, Api.DocumentRef reference) throws StoreUnavailableException {
            return catalog.contents().hasDocument(api, reference);
        }

        @Override
        public Position replace(@Nullable Position there, CatalogImage image)
                throws StoreUnavailableException, StalePositionException {
            reach("contents.replace");
            return catalog.contents().replace(there, image);
        }

        @Override
        public void succeed(String former, String successor) throws StoreUnavailableException {
            catalog.contents().succeed(former, successor);
        }

        @Override
        public Optional<String> successor(String epoch) throws StoreUnavailableException {
            return catalog.contents().successor(epoch);
        }

        @Override
        public void close() {
            // The ports are closed as a whole.
        }
    }

    private final class FakeSessions implements SessionStore {
        @Override
        public void create(String sha256, Session session, Duration ttl) throws StoreUnavailableException {
            reach("sessions");
            sessions.create(sha256, session, ttl);
        }

        @Override
        public void replace(String sha256, Session session) throws StoreUnavailableException {
            reach("sessions");
            sessions.replace(sha256, session);
        }

        @Override
        public Optional<Session> find(String sha256) throws StoreUnavailableException {
            reach("sessions");
            return sessions.find(sha256);
        }

        @Override
        public Listing list(int limit) throws StoreUnavailableException {
            reach("sessions");
            return sessions.list(limit);
        }

        @Override
        public List<Lasting> of(String user) throws StoreUnavailableException {
            reach("sessions");
            return sessions.of(user);
        }

        @Override
        public void removeAll(String user, @Nullable String except) throws StoreUnavailableException {
            reach("sessions");
            sessions.removeAll(user, except);
        }

        @Override
        public void remove(String sha256) throws StoreUnavailableException {
            reach("sessions");
            sessions.remove(sha256);
        }
    }

    private final class FakeRegistry implements NodeRegistry {
        @Override
        public void claimName(String name) throws StoreUnavailableException, ClusterNameException {
            reach("registry.name");
            registry.claimName(name);
        }

        @Override
        public @Nullable String clusterName() throws StoreUnavailableException {
            reach("registry.reports");
            return registry.clusterName();
        }

        @Override
        public Renewal renew(NodeReport self, Duration lease, long knownGeneration)
                throws StoreUnavailableException, DuplicateNodeException {
            reach("registry.renew");
            return registry.renew(self, lease, knownGeneration);
        }

        @Override
        public ClusterView view() throws StoreUnavailableException {
            reach("registry.view");
            return registry.view();
        }

        @Override
        public List<NodeReport> reports() throws StoreUnavailableException {
            reach("registry.reports");
            return registry.reports();
        }

        @Override
        public void leave(NodeInfo self) throws StoreUnavailableException {
            reach("registry.leave");
            registry.leave(self);
        }

        @Override
        public boolean hasLeft(NodeInfo gone) throws StoreUnavailableException {
            reach("registry.reports");
            return registry.hasLeft(gone);
        }

        @Override
        public void quiesce(String id, QuiesceMode mode) throws StoreUnavailableException, UnknownNodeException {
            reach("registry.renew");
            registry.quiesce(id, mode);
        }

        @Override
        public void watch(Runnable changed) {
            registry.watch(changed);
        }

        @Override
        public void close() {
            // The ports are closed as a whole.
        }
    }
}
