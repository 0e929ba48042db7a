package io.weir.cluster;

import io.weir.cluster.Renewal.Peer;
import io.weir.time.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Watches whether all nodes serve the same catalogue. A node that is behind, or holds other objects at the same revision, is out of sync
 * from when that was first seen; after {@link #PATIENCE} the listener is told. Where another node holds other objects at this node's
 * revision, this node loads everything again, for one of the two is wrong. {@link #observe} is the announcer's thread,
 * {@link #outOfSyncSince} any.
 */
public final class Convergence {
    /** A node is behind for a moment at every change; whoever is behind for so long has a problem. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Two renewals: between them a node is told of every change. */
    private static final Duration DIVERGENCE_PATIENCE = Duration.ofSeconds(2);

    private static final Duration RELOAD_INTERVAL = Duration.ofSeconds(60);

    private final String self;
    private final Runnable reload;
    private final Listener listener;
    private final Ticker ticker;
    private final InstantSource clock;
    private final Map<String, Long> divergedSince = new HashMap<>();
    private final Map<String, Instant> told = new HashMap<>();
    private volatile Map<String, Since> behind = Map.of();
    private long reloadNanos;
    private boolean hasReloaded;

    private record Since(long nanos, Instant time) {}

    /** Is told what lasts. The announcer's thread; must not block. */
    public interface Listener {

        /** A node does not serve what the others do. */
        void outOfSync(String id, Instant since);

        /** A node of which the former was told serves it again. */
        void inSync(String id, Instant since);
    }

    /**
     * @param self this node's id
     * @param reload makes this node load the whole catalogue again; must not block
     */
    public Convergence(String self, Runnable reload, Listener listener, Ticker ticker, InstantSource clock) {
        this.self = self;
        this.reload = reload;
        this.listener = listener;
        this.ticker = ticker;
        this.clock = clock;
    }

    /** Since when a node has been out of sync, by this node's clock; empty where it is not. */
    public Optional<Instant> outOfSyncSince(String id) {
        Since since = behind.get(id);
        return since == null ? Optional.empty() : Optional.of(since.time);
    }

    /** Takes down what all nodes told with one renewal. */
    public void observe(Renewal renewal) {
        long now = ticker.nanos();
        Progress own = renewal.peers().stream()
                .filter(peer -> peer.id().equals(self))
                .findFirst()
                .map(Peer::progress)
                .orElseThrow();
        boolean isMeasure = own.outOfSyncSince() == null;
        long newest = renewal.peers().stream()
                .filter(peer -> peer.progress().outOfSyncSince() == null)
                .mapToLong(peer -> peer.progress().revision())
                .max()
                .orElse(0);
        Map<String, Since> seen = new HashMap<>();
        for (Peer peer : renewal.peers()) {
            Progress progress = peer.progress();
            boolean isDiverged = isMeasure
                    && progress.revision() == own.revision()
                    && !progress.digest().equals(own.digest());
            boolean isBehind = progress.outOfSyncSince() != null || progress.revision() < newest;
            if (isBehind || isDiverged) {
                Since before = behind.get(peer.id());
                seen.put(peer.id(), before != null ? before : new Since(now, clock.instant()));
            }
            watchDivergence(peer.id(), isDiverged && progress.outOfSyncSince() == null, now);
        }
        behind = Map.copyOf(seen);
        tell(now, renewal.peers().stream().map(Peer::id).collect(Collectors.toSet()));
    }

    private void watchDivergence(String id, boolean isDiverged, long now) {
        if (!isDiverged) {
            divergedSince.remove(id);
            return;
        }
        long since = divergedSince.computeIfAbsent(id, first -> now);
        boolean isTime = !hasReloaded || now - reloadNanos >= RELOAD_INTERVAL.toNanos();
        if (now - since >= DIVERGENCE_PATIENCE.toNanos() && isTime) {
            hasReloaded = true;
            reloadNanos = now;
            reload.run();
        }
    }

    private void tell(long now, Set<String> present) {
        behind.forEach((id, since) -> {
            if (now - since.nanos >= PATIENCE.toNanos() && told.putIfAbsent(id, since.time) == null) {
                listener.outOfSync(id, since.time);
            }
        });
        Map.copyOf(told).forEach((id, since) -> {
            if (!behind.containsKey(id)) {
                told.remove(id);
                if (present.contains(id)) {
                    listener.inSync(id, since);
                }
            }
        });
        divergedSince.keySet().retainAll(present);
    }
}
