package io.weir.cluster;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.weir.catalog.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this node in the register, on a thread of its own: renews a lease of 3 s each second, and keeps what it saw, in memory and on
 * disk, for the time when the store is away. {@link #view} is for any thread.
 */
public final class Announcer {
    /** A node that does not renew within this is gone. */
    public static final Duration LEASE = Duration.ofSeconds(3);

    static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(Announcer.class);
    private static final long STOP_MILLIS = 10_000;

    private final NodeRegistry registry;
    private final String clusterName;
    private final Supplier<NodeInfo> self;
    private final NodesFile file;
    private final Counter failures;
    private final CompletableFuture<ClusterView> joined = new CompletableFuture<>();
    private final Semaphore wakeUps = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "weir-announcer");
    private volatile ClusterView view = new ClusterView(List.of(), false);
    private volatile boolean isRunning = true;
    private boolean isNamed;

    /**
     * @param clusterName what the cluster has to be called
     * @param self asked each time
     */
    public Announcer(
            NodeRegistry registry, String clusterName, Supplier<NodeInfo> self, NodesFile file, MeterRegistry meters) {
        this.registry = registry;
        this.clusterName = clusterName;
        this.self = self;
        this.file = file;
        failures = meters.counter("weir.cluster.renewal.failures");
        meters.gauge(
                "weir.cluster.nodes", this, announcer -> announcer.view.ids().size());
    }

    /**
     * Begins to announce.
     *
     * @return what the first try saw; where the store is away, the view kept on disk; fails with {@link ClusterNameException} where
     *     the store belongs to another cluster
     */
    public CompletableFuture<ClusterView> start() {
        view = new ClusterView(file.read(), false);
        thread.setDaemon(true);
        thread.start();
        return joined.copy();
    }

    /** Tells at once what has changed in this node. */
    public void announce() {
        wakeUps.release();
    }

    /** Who is there, as last seen. */
    public ClusterView view() {
        return view;
    }

    /** Leaves the cluster, if the store answers. Blocks for the store's patience at most. */
    public void stop() throws InterruptedException {
        isRunning = false;
        wakeUps.release();
        thread.join(STOP_MILLIS);
    }

    private void run() {
        while (isRunning) {
            renew();
            try {
                if (wakeUps.tryAcquire(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                    wakeUps.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        try {
            registry.leave(self.get().id());
        } catch (StoreUnavailableException e) {
            log.info(
                    "left without telling the others, who will see it within {} s: {}",
                    LEASE.toSeconds(),
                    e.getMessage());
        }
    }

    private void renew() {
        try {
            if (!isNamed) {
                registry.claimName(clusterName);
                isNamed = true;
            }
            saw(new ClusterView(List.copyOf(registry.renew(self.get(), LEASE)), true));
        } catch (StoreUnavailableException e) {
            lost(e);
        } catch (ClusterNameException e) {
            lost(e);
            joined.completeExceptionally(e);
        } catch (RuntimeException e) {
            failures.increment();
            log.error("the announcement failed; tried again within {} ms", INTERVAL.toMillis(), e);
        }
    }

    private void saw(ClusterView now) {
        ClusterView before = view;
        view = now;
        if (!now.ids().equals(before.ids())) {
            log.info("nodes in the cluster: {}", now.ids());
            file.write(now.ids());
        }
        joined.complete(now);
    }

    private void lost(Exception reason) {
        failures.increment();
        if (view.isCurrent() || !joined.isDone()) {
            log.warn("not announced; the cluster's last view, {}, is kept: {}", view.ids(), reason.getMessage());
        }
        view = new ClusterView(view.ids(), false);
        if (reason instanceof StoreUnavailableException) {
            joined.complete(view);
        }
    }
}
