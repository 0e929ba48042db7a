package io.weir.catalog;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.weir.catalog.CatalogStatus.State;
import io.weir.time.Ticker;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this node's catalogue equal to the store's, on a thread of its own: it starts from the snapshot on disk, catches up by delta,
 * is woken by the store and asks every second besides, because messages get lost. A store that is away, empty or foreign never takes a
 * route away: the node goes on with what it has. {@link #catalog} and {@link #status} are for any thread; {@link #write} blocks.
 */
public final class CatalogUpdater implements CatalogWriter {
    /** How often the store is asked without being told to. */
    static final long POLL_MILLIS = 1000;

    /** Who wrote what a node makes by itself. */
    static final String SYSTEM = "system";

    private static final Logger log = LoggerFactory.getLogger(CatalogUpdater.class);
    private static final int MAX_WRITE_ATTEMPTS = 50;
    private static final int MAX_DELTAS_AT_ONCE = 20;
    private static final int MAX_SUCCESSORS = 16;
    private static final long STOP_MILLIS = 10_000;

    private final InstantSource clock;
    private final Ticker ticker;
    private final MeterRegistry meters;
    private final Timer deltas;
    private final Timer reloads;
    private final Counter restored;
    private final List<CatalogListener> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> storeListeners = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Catalog> ready = new CompletableFuture<>();
    private final Semaphore wakeUps = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "weir-catalog");

    /** Held by whoever replaces the catalogue, so that listeners see every change in order. */
    private final ReentrantLock changing = new ReentrantLock(true);

    private volatile CatalogStore store;
    private volatile SnapshotFile snapshot;
    private volatile CatalogBeginning beginning = List::of;
    private volatile Catalog catalog = Catalog.empty();
    private volatile CatalogStatus status;
    private volatile long lastInSync;
    private volatile boolean isRunning = true;
    private volatile boolean isReloadWanted;

    /** How often this node has moved to another store. */
    private final AtomicInteger moves = new AtomicInteger();

    /** The configuration has named another store since the snapshot was written, so its catalogue is the one wanted. */
    private boolean mayAdopt;

    /** @param snapshot what this node served last */
    public CatalogUpdater(
            CatalogStore store, SnapshotFile snapshot, InstantSource clock, Ticker ticker, MeterRegistry meters) {
        this.store = store;
        this.snapshot = snapshot;
        this.clock = clock;
        this.ticker = ticker;
        this.meters = meters;
        this.lastInSync = ticker.nanos();
        this.status = new CatalogStatus(State.STARTING, "nothing was loaded yet", clock.instant(), null, "");
        deltas = meters.timer("weir.catalog.deltas");
        reloads = meters.timer("weir.catalog.reloads");
        restored = meters.counter("weir.catalog.restores");
    }

    /** Adds a listener; before {@link #start}. */
    public void addListener(CatalogListener listener) {
        listeners.add(listener);
    }

    /**
     * Adds what is called, on a thread of the updater's or of a writer, when the store turns out to hold another catalogue than before,
     * an older state of it, or none.
     */
    public void addStoreListener(Runnable listener) {
        storeListeners.add(listener);
    }

    /** Has a new catalogue begin in an empty store only where nobody holds one; before {@link #start}. */
    public void beginOnlyIf(CatalogBeginning condition) {
        beginning = condition;
    }

    /** Begins to follow; the answer completes with the first catalogue, from the store or, where that is away, from the snapshot. */
    public CompletableFuture<Catalog> start() {
        meters.gauge("weir.store.reachable", this, updater -> updater.status.isStoreReachable() ? 1 : 0);
        meters.gauge("weir.catalog.in.sync", this, updater -> updater.status.state() == State.IN_SYNC ? 1 : 0);
        meters.gauge("weir.catalog.revision", this, updater -> updater.catalog.revision());
        meters.gauge("weir.catalog.age.seconds", this, CatalogUpdater::secondsSinceInSync);
        thread.setDaemon(true);
        thread.start();
        return ready.copy();
    }

    /** Ends following; what is served stays. Blocks until the thread has ended, for the store's patience at most. */
    public void stop() throws InterruptedException {
        isRunning = false;
        wakeUps.release();
        thread.join(STOP_MILLIS);
    }

    /** Loads everything again soon, whatever the delta says; does not block. For when this node's objects are not what the store holds. */
    public void reload() {
        isReloadWanted = true;
        wakeUps.release();
    }

    /** What this node serves now. */
    public Catalog catalog() {
        return catalog;
    }

    /** How that stands to the store. */
    public CatalogStatus status() {
        return status;
    }

    @Override
    public List<CatalogStore.Change> write(Function<Catalog, List<CatalogStore.Edit>> change, String author)
            throws StoreUnavailableException, VersionConflictException {
        int begun = moves.get();
        changing.lock();
        try {
            if (moves.get() != begun) {
                throw new StoreUnavailableException("this node has moved to another data store meanwhile");
            }
            for (int attempt = 0; attempt < MAX_WRITE_ATTEMPTS; attempt++) {
                requireInSync();
                List<CatalogStore.Edit> edits = change.apply(catalog);
                if (edits.isEmpty()) {
                    return List.of();
                }
                try {
                    CatalogStore.Delta.Changes written = store.write(catalog.position(), edits, author);
                    publish(catalog.with(written.position(), written.changes()), written.changes());
                    return written.changes();
                } catch (StalePositionException e) {
                    log.debug("write again after catching up: {}", e.getMessage());
                    follow();
                }
            }
            throw new StoreUnavailableException("other nodes changed the catalogue " + MAX_WRITE_ATTEMPTS
                    + " times while this write was prepared; try again");
        } catch (StoreUnavailableException e) {
            wakeUps.release();
            throw e;
        } finally {
            changing.unlock();
        }
    }

    /** What the last step of a move does. */
    @FunctionalInterface
    public interface LastStep<E extends Exception> {
        /** Where this fails, the node stays where it is. */
        void run() throws E;
    }

    /**
     * Follows another store from now on. What is served changes at once, from the former store's catalogue to the other's; writes that
     * wait meanwhile fail. The caller closes the former store.
     *
     * @param to not followed yet
     * @param file for the other store's catalogue
     * @param arrival what to serve
     * @param lastStep done when nothing else can fail any more
     * @throws StoreUnavailableException where the other store breaks off; this node goes on where it is, as where {@code lastStep} fails
     */
    public <E extends Exception> void moveTo(
            CatalogStore to, SnapshotFile file, CatalogArrival arrival, LastStep<E> lastStep)
            throws StoreUnavailableException, E {
        changing.lock();
        try {
            CatalogArrival.Arrived arrived = arrival.complete(catalog);
            lastStep.run();
            moves.incrementAndGet();
            store = to;
            snapshot = file;
            mayAdopt = false;
            serve(arrived);
        } finally {
            changing.unlock();
        }
        to.watch(wakeUps::release);
    }

    /** Does something while nobody else changes what is served. */
    @FunctionalInterface
    interface Step<T, E extends Exception, F extends Exception> {
        T run(Catalog own) throws StoreUnavailableException, E, F;
    }

    <T, E extends Exception, F extends Exception> T exclusively(Step<T, E, F> step)
            throws StoreUnavailableException, E, F {
        changing.lock();
        try {
            return step.run(catalog);
        } finally {
            changing.unlock();
        }
    }

    /** The store that is followed. */
    public CatalogStore store() {
        return store;
    }

    SnapshotFile snapshot() {
        return snapshot;
    }

    /** Serves what the store holds, by whoever has the lock. */
    void serve(CatalogArrival.Arrived arrived) {
        publish(arrived.catalog(), arrived.changes());
        enter(State.IN_SYNC, null);
    }

    private void requireInSync() throws StoreUnavailableException {
        CatalogStatus now = status;
        if (now.state() != State.IN_SYNC) {
            throw new StoreUnavailableException(Objects.requireNonNullElse(now.problem(), "not in sync"));
        }
    }

    private void run() {
        locked(this::startFromSnapshot);
        store.watch(wakeUps::release);
        while (isRunning) {
            locked(this::follow);
            if (catalog.position() != null) {
                ready.complete(catalog);
            }
            try {
                if (wakeUps.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    wakeUps.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void locked(Runnable step) {
        changing.lock();
        try {
            step.run();
        } catch (RuntimeException e) {
            log.error("following the catalogue failed; tried again within {} ms", POLL_MILLIS, e);
        } finally {
            changing.unlock();
        }
    }

    private void startFromSnapshot() {
        SnapshotFile.Kept kept = snapshot.read();
        mayAdopt = !kept.isSameStore();
        if (kept.catalog().position() != null) {
            publish(kept.catalog(), kept.changes());
        }
    }

    private void follow() {
        try {
            CatalogStore.Position position = catalog.position();
            if (position == null) {
                load();
            } else if (isReloadWanted && status.state() == State.IN_SYNC) {
                isReloadWanted = false;
                log.warn(
                        "another node holds other objects at revision {}: everything is loaded again",
                        position.revision());
                load();
            } else {
                catchUp(position);
            }
        } catch (StoreUnavailableException e) {
            enter(State.STORE_AWAY, Objects.requireNonNullElse(e.getMessage(), "the data store is away"));
        }
    }

    private void catchUp(CatalogStore.Position from) throws StoreUnavailableException {
        CatalogStore.Position position = from;
        for (int round = 0; round < MAX_DELTAS_AT_ONCE; round++) {
            Timer.Sample sample = Timer.start();
            CatalogStore.Delta delta = store.changesSince(position);
            if (delta instanceof CatalogStore.Delta.Reload reload) {
                reload(position, reload.position());
                return;
            }
            CatalogStore.Delta.Changes news = (CatalogStore.Delta.Changes) delta;
            if (news.position().equals(position)) {
                enter(State.IN_SYNC, null);
                return;
            }
            publish(catalog.with(news.position(), news.changes()), news.changes());
            sample.stop(deltas);
            position = news.position();
        }
        enter(State.IN_SYNC, null);
    }

    private void reload(CatalogStore.Position own, CatalogStore.@Nullable Position there)
            throws StoreUnavailableException {
        if (there != null && there.epoch().equals(own.epoch())) {
            if (there.revision() < own.revision()) {
                restored.increment();
                storeListeners.forEach(Runnable::run);
                log.warn(
                        "the data store went back from revision {} to {}: taken for a restored backup, and followed",
                        own.revision(),
                        there.revision());
            }
            load();
        } else if (mayAdopt) {
            snapshot.setAside("former", "the configuration names another data store since, whose catalogue is taken");
            load();
        } else if (there != null && isSuccessor(there.epoch(), own.epoch())) {
            followSuccessor(there);
        } else {
            String found = there == null ? "is empty" : "holds another catalogue, of epoch " + there.epoch();
            enter(
                    State.OUT_OF_SYNC,
                    "the data store " + found + " (expected: epoch " + own.epoch() + "); this node goes on with its own"
                            + " catalogue, revision " + own.revision()
                            + ", and takes no changes until an operator decides: "
                            + (there == null ? "weir catalog restore" : "weir catalog adopt or restore"));
        }
    }

    /** Whether operators put one catalogue in the place of another, maybe by way of some in between. */
    private boolean isSuccessor(String epoch, String former) throws StoreUnavailableException {
        Optional<String> next = store.contents().successor(former);
        for (int i = 0; i < MAX_SUCCESSORS && next.isPresent() && !next.get().equals(epoch); i++) {
            next = store.contents().successor(next.get());
        }
        return next.isPresent() && next.get().equals(epoch);
    }

    private void followSuccessor(CatalogStore.Position there) throws StoreUnavailableException {
        try {
            snapshot.keep(catalog, "former");
        } catch (IOException e) {
            enter(
                    State.OUT_OF_SYNC,
                    "an operator put another catalogue in place of this node's, which cannot be kept: " + e);
            return;
        }
        log.warn("an operator put the catalogue of epoch {} in place of this node's, which follows", there.epoch());
        loadForeign(there);
    }

    /** Loads what the store holds though it is not this node's catalogue. */
    void loadForeign(CatalogStore.Position there) throws StoreUnavailableException {
        load(there.epoch());
    }

    private void load() throws StoreUnavailableException {
        load(null);
    }

    /** @param accepted the epoch of a catalogue that may take the place of this node's */
    private void load(@Nullable String accepted) throws StoreUnavailableException {
        Timer.Sample sample = Timer.start();
        CatalogStore.Position own = catalog.position();
        Catalog.Reload reload = new Catalog.Reload(catalog);
        CatalogStore.Position there = store.load(reload::accept);
        boolean isForeign = own != null && (there == null || !there.epoch().equals(own.epoch()));
        boolean isAccepted = there != null && there.epoch().equals(accepted);
        if (isForeign && !mayAdopt && !isAccepted) {
            // It was replaced since it was asked; the next look says so.
            wakeUps.release();
            return;
        }
        if (there == null) {
            bootstrap(reload);
            return;
        }
        publish(reload.finish(there), reload.changes());
        mayAdopt = false;
        sample.stop(reloads);
        log.info(
                "catalogue loaded: revision {}, {} changes",
                there.revision(),
                reload.changes().size());
        catchUp(there);
    }

    /** A new cluster begins with the default organization; where two nodes begin at once, one of them loads what the other made. */
    private void bootstrap(Catalog.Reload reload) throws StoreUnavailableException {
        List<String> holders = beginning.holders();
        if (!holders.isEmpty()) {
            enter(
                    State.STARTING,
                    "the data store is empty, but nodes hold a catalogue: restore it from one of "
                            + String.join(", ", holders) + " (weir catalog restore)");
            return;
        }
        Organization organization = new Organization(Organization.DEFAULT, "Default");
        try {
            CatalogStore.Delta.Changes made =
                    store.write(null, List.of(CatalogStore.Edit.put(organization, 0)), SYSTEM);
            made.changes().forEach(change -> reload.accept(Objects.requireNonNull(change.stored())));
            publish(reload.finish(made.position()), reload.changes());
            mayAdopt = false;
            enter(State.IN_SYNC, null);
            log.info(
                    "the data store was empty: a new catalogue begins, epoch {}",
                    made.position().epoch());
        } catch (StalePositionException | VersionConflictException e) {
            log.debug("another node began the catalogue: {}", e.getMessage());
            wakeUps.release();
        }
    }

    private void publish(Catalog after, List<CatalogStore.Change> changes) {
        Catalog before = catalog;
        if (isOfAnother(before.position(), after.position())) {
            storeListeners.forEach(Runnable::run);
        }
        catalog = after;
        CatalogStatus now = status;
        status = new CatalogStatus(now.state(), now.problem(), now.since(), after.position(), after.digest());
        for (CatalogListener listener : listeners) {
            try {
                listener.catalogChanged(before, after, changes);
            } catch (RuntimeException e) {
                log.error("{} failed at revision {}", listener, after.revision(), e);
            }
        }
    }

    private static boolean isOfAnother(CatalogStore.@Nullable Position before, CatalogStore.@Nullable Position after) {
        return before != null && after != null && !before.epoch().equals(after.epoch());
    }

    private void enter(State state, @Nullable String problem) {
        CatalogStatus before = status;
        if (state == State.OUT_OF_SYNC && before.state() != State.OUT_OF_SYNC) {
            storeListeners.forEach(Runnable::run);
        }
        if (state == State.IN_SYNC) {
            lastInSync = ticker.nanos();
        }
        if (state == before.state() && Objects.equals(problem, before.problem())) {
            return;
        }
        status = new CatalogStatus(state, problem, clock.instant(), catalog.position(), catalog.digest());
        if (state == State.IN_SYNC) {
            log.info("the catalogue is in sync at revision {}", catalog.revision());
        } else if (state != before.state() || state == State.STARTING) {
            log.warn("the catalogue is not in sync ({}): {}", state, problem);
        }
    }

    private double secondsSinceInSync() {
        return (ticker.nanos() - lastInSync) / 1e9;
    }
}
