package io.weir.catalog;

import io.micrometer.core.instrument.MeterRegistry;
import io.weir.catalog.CatalogStatus.State;
import io.weir.catalog.StoreListener.Change;
import io.weir.time.Ticker;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node serves, how that stands to the store, and who is told when either changes. Read by any thread, changed by one at a time.
 */
final class ServedCatalog {
    private static final Logger log = LoggerFactory.getLogger(ServedCatalog.class);
    private static final double NANOS_PER_SECOND = 1e9;

    private final InstantSource clock;
    private final Ticker ticker;
    private final List<CatalogListener> listeners = new CopyOnWriteArrayList<>();
    private final List<StoreListener> storeListeners = new CopyOnWriteArrayList<>();
    private volatile Catalog catalog = Catalog.empty();
    private volatile CatalogStatus status;
    private volatile long lastInSync;

    ServedCatalog(InstantSource clock, Ticker ticker) {
        this.clock = clock;
        this.ticker = ticker;
        this.lastInSync = ticker.nanos();
        this.status = new CatalogStatus(State.STARTING, "nothing was loaded yet", clock.instant(), null, "");
    }

    void registerGauges(MeterRegistry meters) {
        meters.gauge("weir.store.reachable", this, served -> served.status.isStoreReachable() ? 1 : 0);
        meters.gauge("weir.catalog.in.sync", this, served -> served.status.state() == State.IN_SYNC ? 1 : 0);
        meters.gauge("weir.catalog.revision", this, served -> served.catalog.revision());
        meters.gauge("weir.catalog.age.seconds", this, ServedCatalog::secondsSinceInSync);
    }

    void addListener(CatalogListener listener) {
        listeners.add(listener);
    }

    void addStoreListener(StoreListener listener) {
        storeListeners.add(listener);
    }

    Catalog catalog() {
        return catalog;
    }

    CatalogStatus status() {
        return status;
    }

    /** Serves the next state. */
    void publish(Catalog after, List<CatalogStore.Change> changes) {
        publish(after, changes, Change.REPLACED);
    }

    /** @param why it is another catalogue, if it is */
    void publish(Catalog after, List<CatalogStore.Change> changes, Change why) {
        Catalog before = catalog;
        if (isOfAnother(before.position(), after.position())) {
            storeChanged(why);
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

    /** The store holds something else than before. */
    void storeChanged(Change change) {
        storeListeners.forEach(listener -> listener.storeChanged(change, catalog.revision()));
    }

    /** Says that the store does not hold this catalogue. */
    void lose(String problem) {
        if (status.state() != State.OUT_OF_SYNC) {
            storeChanged(Change.LOST);
        }
        enter(State.OUT_OF_SYNC, problem);
    }

    /** Says how the catalogue stands to the store. */
    void enter(State state, @Nullable String problem) {
        CatalogStatus before = status;
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
        return (ticker.nanos() - lastInSync) / NANOS_PER_SECOND;
    }
}
