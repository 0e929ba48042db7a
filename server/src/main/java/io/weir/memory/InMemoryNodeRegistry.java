package io.weir.memory;

import io.weir.cluster.ClusterNameException;
import io.weir.cluster.ClusterView;
import io.weir.cluster.DuplicateNodeException;
import io.weir.cluster.NodeInfo;
import io.weir.cluster.NodeRegistry;
import io.weir.cluster.NodeReport;
import io.weir.cluster.QuiesceMode;
import io.weir.cluster.Renewal;
import io.weir.cluster.UnknownNodeException;
import io.weir.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The nodes of one process. Never away; any thread. */
public final class InMemoryNodeRegistry implements NodeRegistry {
    private final Ticker ticker;
    private final SortedMap<String, Lease> leases = new TreeMap<>();
    private final Map<String, QuiesceMode> asked = new HashMap<>();
    private final Set<String> left = new HashSet<>();
    private final List<Runnable> watchers = new ArrayList<>();
    private @Nullable String clusterName;
    private long generation;

    private record Lease(NodeReport report, long endNanos) {}

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
    public synchronized @Nullable String clusterName() {
        return clusterName;
    }

    @Override
    public synchronized Renewal renew(NodeReport self, Duration lease, long knownGeneration)
            throws DuplicateNodeException {
        NodeInfo node = self.node();
        boolean isChanged = dropExpired() || generation < knownGeneration;
        Lease former = leases.get(node.id());
        if (former != null && !former.report.node().incarnation().equals(node.incarnation())) {
            throw new DuplicateNodeException(former.report.node());
        }
        if (isChanged || former == null || !former.report.node().joinedAt(0).equals(node)) {
            generation = Math.max(generation, knownGeneration) + 1;
            isChanged = true;
        }
        NodeInfo joined =
                node.joinedAt(former == null ? generation : former.report.node().joined());
        leases.put(node.id(), new Lease(new NodeReport(joined, self.progress()), ticker.nanos() + lease.toNanos()));
        if (isChanged) {
            watchers.forEach(Runnable::run);
        }
        return new Renewal(
                generation,
                asked.getOrDefault(node.incarnation(), QuiesceMode.NONE),
                leases.values().stream()
                        .map(each -> new Renewal.Peer(each.report.node().id(), each.report.progress()))
                        .toList());
    }

    @Override
    public synchronized ClusterView view() {
        return new ClusterView(
                generation, reports().stream().map(NodeReport::node).toList(), true);
    }

    @Override
    public synchronized List<NodeReport> reports() {
        long now = ticker.nanos();
        return leases.values().stream()
                .filter(lease -> lease.endNanos - now > 0)
                .map(Lease::report)
                .toList();
    }

    @Override
    public synchronized void leave(NodeInfo self) {
        Lease lease = leases.get(self.id());
        if (lease != null && lease.report.node().incarnation().equals(self.incarnation())) {
            leases.remove(self.id());
            left.add(self.incarnation());
            generation++;
            watchers.forEach(Runnable::run);
        }
    }

    @Override
    public synchronized boolean hasLeft(NodeInfo gone) {
        return left.contains(gone.incarnation());
    }

    @Override
    public synchronized void quiesce(String id, QuiesceMode mode) throws UnknownNodeException {
        Lease lease = leases.get(id);
        if (lease == null) {
            throw new UnknownNodeException(id);
        }
        asked.put(lease.report.node().incarnation(), mode);
        watchers.forEach(Runnable::run);
    }

    @Override
    public synchronized void watch(Runnable changed) {
        watchers.add(changed);
    }

    @Override
    public void close() {
        // Nothing is held open.
    }

    private boolean dropExpired() {
        long now = ticker.nanos();
        return leases.values().removeIf(lease -> lease.endNanos - now <= 0);
    }
}
