package io.weir.catalog;

import io.micrometer.core.instrument.MeterRegistry;
import io.weir.catalog.CatalogStatus.State;
import io.weir.time.Ticker;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
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
    private static final long STOP_MILLIS = 10_000;

    private final MeterRegistry meters;
    private final ServedCatalog served;
    private final CompletableFuture<Catalog> ready = new CompletableFuture<>();
    private final Semaphore wakeUps = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "weir-catalog");

    /** Held by whoever replaces the catalogue, so that listeners see every change in order. */
    private final ReentrantLock changing = new ReentrantLock(true);

    private volatile CatalogFollower follower;
    private CatalogBeginning beginning = List::of;
    private volatile boolean isRunning = true;

    /** How often this node has moved to another store. */
    private final AtomicInteger moves = new AtomicInteger();

    /** @param snapshot what this node served last */
    public CatalogUpdater(
            CatalogStore store, SnapshotFile snapshot, InstantSource clock, Ticker ticker, MeterRegistry meters) {
        this.meters = meters;
        this.served = new ServedCatalog(clock, ticker);
        this.follower = followerOf(store, snapshot);
    }

    private CatalogFollower followerOf(CatalogStore store, SnapshotFile snapshot) {
        return new CatalogFollower(store, snapshot, served, () -> beginning.holders(), wakeUps::release, meters);
    }

    /** Adds a listener; before {@link #start}. */
    public void addListener(CatalogListener listener) {
        served.addListener(listener);
    }

    /** Adds a listener. */
    public void addStoreListener(StoreListener listener) {
        served.addStoreListener(listener);
    }

    /** Has a new catalogue begin in an empty store only where nobody holds one; before {@link #start}. */
    public void beginOnlyIf(CatalogBeginning condition) {
        beginning = condition;
    }

    /** Begins to follow; the answer completes with the first catalogue, from the store or, where that is away, from the snapshot. */
    public CompletableFuture<Catalog> start() {
        served.registerGauges(meters);
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
        follower.wantReload();
        wakeUps.release();
    }

    /** What this node serves now. */
    public Catalog catalog() {
        return served.catalog();
    }

    /** How that stands to the store. */
    public CatalogStatus status() {
        return served.status();
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
                List<CatalogStore.Edit> edits = change.apply(catalog());
                if (edits.isEmpty()) {
                    return List.of();
                }
                try {
                    CatalogStore.Delta.Changes written = store().write(catalog().position(), edits, author);
                    served.publish(catalog().with(written.position(), written.changes()), written.changes());
                    return written.changes();
                } catch (StalePositionException e) {
                    log.debug("write again after catching up: {}", e.getMessage());
                    follower.follow();
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
            CatalogArrival.Arrived arrived = arrival.complete(catalog());
            lastStep.run();
            moves.incrementAndGet();
            follower = followerOf(to, file);
            served.publish(arrived.catalog(), arrived.changes(), StoreListener.Change.MOVED);
            served.enter(State.IN_SYNC, null);
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
            return step.run(catalog());
        } finally {
            changing.unlock();
        }
    }

    /** The store that is followed. */
    public CatalogStore store() {
        return follower.store();
    }

    SnapshotFile snapshot() {
        return follower.snapshot();
    }

    /** Loads what the store holds though it is not this node's catalogue, by whoever has the lock. */
    void loadForeign(CatalogStore.Position there) throws StoreUnavailableException {
        follower.loadForeign(there);
    }

    /** Serves what the store holds, by whoever has the lock. */
    void serve(CatalogArrival.Arrived arrived) {
        served.publish(arrived.catalog(), arrived.changes());
        served.enter(State.IN_SYNC, null);
    }

    private void requireInSync() throws StoreUnavailableException {
        CatalogStatus now = served.status();
        if (now.state() != State.IN_SYNC) {
            throw new StoreUnavailableException(Objects.requireNonNullElse(now.problem(), "not in sync"));
        }
    }

    private void run() {
        locked(() -> follower.startFromSnapshot());
        store().watch(wakeUps::release);
        while (isRunning) {
            locked(() -> follower.follow());
            if (catalog().position() != null) {
                ready.complete(catalog());
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
}
