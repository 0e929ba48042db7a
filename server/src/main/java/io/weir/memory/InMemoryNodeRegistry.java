package io.weir.memory;

import io.weir.cluster.ClusterNameException;
import io.weir.cluster.NodeInfo;
import io.weir.cluster.NodeRegistry;
import io.weir.time.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The nodes of one process. Never away; any thread. */
public final class InMemoryNodeRegistry implements NodeRegistry {
    private final Ticker ticker;
    private final SortedMap<String, Lease> leases = new TreeMap<>();
    private @Nullable String clusterName;

    private record Lease(NodeInfo node, long endNanos) {}

    public InMemoryNodeRegistry(Ticker ticker) {
        this.ticker = ticker;
    }

    @Override
    public synchronized void claimName(String name) throws ClusterNameException {
        if (clusterName != null && !clusterName.equals(name)) {
            throw new ClusterNameException(name, clusterName);
        }
        clusterName = name;
    }

    @Override
    public synchronized SortedSet<String> renew(NodeInfo self, Duration lease) {
        dropExpired();
        leases.put(self.id(), new Lease(self, ticker.nanos() + lease.toNanos()));
        return new TreeSet<>(leases.keySet());
    }

    @Override
    public synchronized List<NodeInfo> nodes() {
        dropExpired();
        return leases.values().stream().map(Lease::node).toList();
    }

    @Override
    public synchronized void leave(String id) {
        leases.remove(id);
    }

    @Override
    public void close() {
        // Nothing is held open.
    }

    private void dropExpired() {
        long now = ticker.nanos();
        leases.values().removeIf(lease -> lease.endNanos - now <= 0);
    }
}
