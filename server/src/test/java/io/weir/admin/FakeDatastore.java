package io.weir.admin;

import io.weir.config.NodeConfig;
import io.weir.datastore.DataStoreSettings;
import io.weir.datastore.ObstacleException;
import io.weir.datastore.StoreMoved;
import io.weir.datastore.StoreTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A data store setting that does as the test says and remembers what was asked of it. */
final class FakeDatastore implements DataStoreSettings {
    final List<NodeConfig.DataStore> asked = new ArrayList<>();
    volatile NodeConfig.DataStore current = NodeConfig.defaults().datastore();
    volatile StoreTest test = new StoreTest(List.of(), null, null, List.of());
    volatile @Nullable ObstacleException obstacle;
    volatile boolean isSameCatalog;
    volatile boolean wasSeeding;
    private final List<Consumer<StoreMoved>> listeners = new ArrayList<>();
    private final AtomicLong moves = new AtomicLong();

    @Override
    public NodeConfig.DataStore current() {
        return current;
    }

    @Override
    public long moves() {
        return moves.get();
    }

    @Override
    public StoreTest test(NodeConfig.DataStore wanted) {
        asked.add(wanted);
        return test;
    }

    @Override
    public StoreMoved move(NodeConfig.DataStore wanted, boolean isSeeding, String author) throws ObstacleException {
        asked.add(wanted);
        wasSeeding = isSeeding;
        if (obstacle != null) {
            throw obstacle;
        }
        NodeConfig.DataStore from = current;
        boolean isMoved = !from.equals(wanted);
        current = wanted;
        StoreMoved moved =
                new StoreMoved(isMoved, from, wanted, "weir", null, isSameCatalog, List.of("pets"), List.of("careful"));
        if (isMoved) {
            moves.incrementAndGet();
            listeners.forEach(listener -> listener.accept(moved));
        }
        return moved;
    }

    @Override
    public void onMove(Consumer<StoreMoved> listener) {
        listeners.add(listener);
    }
}
