package io.weir.cluster;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.weir.catalog.StoreUnavailableException;
import io.weir.time.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this node in the register, on a thread of its own: renews a lease of 3 s each second and whenever the cluster says that something
 * changed, and tells its listeners what it saw. While the store is away the last view stays; when it is back, whoever was in that view
 * counts as there for as long as a node needs to announce itself again. {@link #view} is for any thread.
 */
public final class Announcer {
    /** A node that does not renew within this is gone. */
    public static final Duration LEASE = Duration.ofSeconds(3);

    static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Between two renewals, at least: what changes quickly is told together. */
    private static final long PAUSE_MILLIS = 20;

    /** A process that was killed leaves its lease behind: its successor waits for the end of it, and a little more. */
    private static final Duration DUPLICATE_PATIENCE = LEASE.plus(INTERVAL);

    private static final Logger log = LoggerFactory.getLogger(Announcer.class);
    private static final long STOP_MILLIS = 10_000;

    private final String clusterName;
    private final Supplier<NodeReport> self;
    private final NodesFile file;
    private final Ticker ticker;
    private final Counter failures;
    private final List<ClusterListener> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Renewal>> renewalListeners = new CopyOnWriteArrayList<>();
    private final CompletableFuture<ClusterView> joined = new CompletableFuture<>();
    private final Semaphore wakeUps = new Semaphore(0);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Queue<Move> moves = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "weir-announcer");
    private volatile ClusterView view = ClusterView.NOTHING;
    private volatile boolean isDuplicate;
    private NodeRegistry registry;
    private boolean isNamed;
    private long startNanos;
    private @Nullable NodeInfo told;
    private boolean hasSeen;
    private @Nullable Grace grace;

    /** Nodes that could not renew while the store was away, and when they must have been able to. */
    private record Grace(List<NodeInfo> nodes, long endNanos) {}

    private record Move(NodeRegistry to, boolean isSameCluster, CompletableFuture<Void> done) {}

    /**
     * @param clusterName what the cluster has to be called
     * @param self asked each time
     * @param file where the view is kept for the next start
     */
    public Announcer(
            NodeRegistry registry,
            String clusterName,
            Supplier<NodeReport> self,
            NodesFile file,
            Ticker ticker,
            MeterRegistry meters) {
        this.registry = registry;
        this.clusterName = clusterName;
        this.self = self;
        this.file = file;
        this.ticker = ticker;
        listeners.add(file);
        failures = meters.counter("weir.cluster.renewal.failures");
        meters.gauge(
                "weir.cluster.nodes", this, announcer -> announcer.view.nodes().size());
        meters.gauge("weir.cluster.generation", this, announcer -> announcer.view.generation());
        meters.gauge("weir.cluster.duplicate.id", this, announcer -> announcer.isDuplicate ? 1 : 0);
    }

    /** Adds a listener; before {@link #start}. */
    public void addListener(ClusterListener listener) {
        listeners.add(listener);
    }

    /** Adds somebody who is told of each renewal, after the view is up to date; before {@link #start}. The announcer's thread. */
    public void onRenewal(Consumer<Renewal> listener) {
        renewalListeners.add(listener);
    }

    /**
     * Begins to announce.
     *
     * @return what the first try saw; where the store is away, the view kept on disk; fails with {@link ClusterNameException} where
     *     the store belongs to another cluster, and with {@link DuplicateNodeException} where another process has this node's id
     */
    public CompletableFuture<ClusterView> start() {
        view = file.read();
        startNanos = ticker.nanos();
        registry.watch(wakeUps::release);
        thread.setDaemon(true);
        thread.start();
        return joined.copy();
    }

    /** Tells at once what has changed in this node. */
    public void announce() {
        wakeUps.release();
    }

    /**
     * Announces in another register from now on.
     *
     * @param isSameCluster whether it is the same one, only reached in another way, and not to be left
     * @return completes when this node is in the other one, if that answers, and was taken out of the former, if that answers
     */
    public CompletableFuture<Void> moveTo(NodeRegistry to, boolean isSameCluster) {
        Move move = new Move(to, isSameCluster, new CompletableFuture<>());
        moves.add(move);
        wakeUps.release();
        return move.done();
    }

    /** Who is there, as last seen. */
    public ClusterView view() {
        return view;
    }

    /** Leaves the cluster, if the store answers. Blocks for the store's patience at most. */
    public void stop() throws InterruptedException {
        stopping.countDown();
        wakeUps.release();
        thread.join(STOP_MILLIS);
    }

    private void run() {
        boolean isStopping = false;
        while (!isStopping) {
            move();
            renew();
            try {
                if (wakeUps.tryAcquire(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                    isStopping = stopping.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                    wakeUps.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        move();
        leave();
    }

    private void move() {
        for (Move move = moves.poll(); move != null; move = moves.poll()) {
            NodeRegistry former = registry;
            registry = move.to();
            registry.watch(wakeUps::release);
            isNamed = false;
            isDuplicate = false;
            view = view.kept();
            if (!move.isSameCluster()) {
                hasSeen = false;
                grace = null;
                listeners.forEach(ClusterListener::moved);
            }
            renew();
            if (!move.isSameCluster()) {
                leave(former, self.get().node());
            }
            move.done().complete(null);
        }
    }

    private static void leave(NodeRegistry left, NodeInfo gone) {
        try {
            left.leave(gone);
        } catch (StoreUnavailableException e) {
            log.info(
                    "left without telling the others, who will see it within {} s: {}",
                    LEASE.toSeconds(),
                    e.getMessage());
        }
    }

    private void leave() {
        NodeInfo gone = self.get().node();
        leave(registry, gone);
        List<NodeInfo> others = view.nodes().stream()
                .filter(node -> !node.id().equals(gone.id()))
                .toList();
        replace(new ClusterView(view.generation(), others, false));
    }

    private void renew() {
        try {
            if (!isNamed) {
                registry.claimName(clusterName);
                isNamed = true;
            }
            NodeReport report = self.get();
            Renewal renewal = registry.renew(report, LEASE, view.generation());
            told = report.node();
            isDuplicate = false;
            look(renewal.generation());
            joined.complete(view);
            renewalListeners.forEach(listener -> listener.accept(renewal));
        } catch (StoreUnavailableException e) {
            lost(e.getMessage());
            joined.complete(view);
        } catch (ClusterNameException e) {
            lost(e.getMessage());
            joined.completeExceptionally(e);
        } catch (DuplicateNodeException e) {
            taken(e);
        } catch (RuntimeException e) {
            failures.increment();
            log.error("the announcement failed; tried again within {} ms", INTERVAL.toMillis(), e);
        }
    }

    private void look(long generation) throws StoreUnavailableException {
        long now = ticker.nanos();
        if (hasSeen && !view.isCurrent()) {
            grace = new Grace(view.nodes(), now + LEASE.plus(INTERVAL).toNanos());
        }
        boolean isGrace = grace != null;
        if (!view.isCurrent() || isGrace || generation != view.generation()) {
            ClusterView there = registry.view();
            if (grace != null && now - grace.endNanos >= 0) {
                grace = null;
            }
            replace(grace == null ? there : there.with(grace.nodes));
        }
        hasSeen = true;
    }

    private void replace(ClusterView after) {
        ClusterView before = view;
        view = after;
        if (after.equals(before)) {
            return;
        }
        if (!after.ids().equals(before.ids())) {
            log.info("nodes in the cluster: {}", after.ids());
        }
        for (ClusterListener listener : listeners) {
            try {
                listener.viewChanged(before, after);
            } catch (RuntimeException e) {
                log.error("{} failed at generation {}", listener, after.generation(), e);
            }
        }
    }

    /** What this node tells of itself is shown even while nobody can be told: connectors on this machine read it. */
    private void lost(@Nullable String reason) {
        failures.increment();
        if (view.isCurrent() || !joined.isDone()) {
            log.warn("not announced; the cluster's last view, {}, is kept: {}", view.ids(), reason);
        }
        NodeInfo own = self.get().node();
        if (view.isCurrent() || !own.equals(told)) {
            told = own;
            replace(new ClusterView(
                    view.generation(),
                    view.nodes().stream()
                            .map(node -> node.id().equals(own.id()) ? own : node)
                            .toList(),
                    false));
        }
    }

    private void taken(DuplicateNodeException e) {
        failures.increment();
        boolean isOver = ticker.nanos() - startNanos > DUPLICATE_PATIENCE.toNanos();
        if (!joined.isDone() && !isOver) {
            log.info("waiting for the end of a former process's lease: {}", e.getMessage());
            return;
        }
        if (!isDuplicate) {
            log.error("not announced: {}", e.getMessage());
        }
        isDuplicate = true;
        view = view.kept();
        joined.completeExceptionally(e);
    }
}
