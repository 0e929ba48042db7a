package io.weir;

import io.micrometer.core.instrument.MeterRegistry;
import io.weir.analytics.RecordStore;
import io.weir.analytics.SpoolTeller;
import io.weir.analytics.query.AnalyticsQueries;
import io.weir.analytics.settings.AnalyticsSwitch;
import io.weir.config.ConfigFile;
import io.weir.config.NodeConfig;
import io.weir.config.NodeConfig.AnalyticsMode;
import io.weir.datastore.CurrentStore;
import io.weir.elastic.ElasticProbe;
import io.weir.elastic.ElasticServer;
import io.weir.elastic.EmbeddedElastic;
import io.weir.event.EventSink;
import io.weir.event.LeaseEvents;
import io.weir.lease.LeasedJob;
import io.weir.time.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Everything of one node that talks to the analytics server, and the server itself where it is the node's own. Nothing waits for it. */
final class ElasticParts implements AnalyticsParts.Stores {
    private static final String RETENTION = "analytics-retention";
    private static final Duration JOB_LEASE = Duration.ofSeconds(15);

    private final Path data;
    private final String searchPath;
    private final Ticker ticker;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private volatile @Nullable ElasticServer inUse;
    private @Nullable EmbeddedElastic embedded;
    private @Nullable LeasedJob retention;
    private @Nullable SpoolTeller teller;

    ElasticParts(Path data, String searchPath, Ticker ticker, InstantSource clock, MeterRegistry meters) {
        this.data = data;
        this.searchPath = searchPath;
        this.ticker = ticker;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public synchronized RecordStore open(NodeConfig.Analytics settings) {
        EmbeddedElastic running = embedded;
        if (settings.mode() == AnalyticsMode.EMBEDDED && (running == null || !isSame(running.settings(), settings))) {
            stopEmbedded();
            EmbeddedElastic made = new EmbeddedElastic(settings, data, searchPath, ticker, meters);
            made.start();
            embedded = made;
        }
        ElasticServer server = new ElasticServer(settings, ticker);
        inUse = server;
        return server.records();
    }

    private static boolean isSame(NodeConfig.Analytics running, NodeConfig.Analytics wanted) {
        return running.addresses().equals(wanted.addresses())
                && running.clusterName().equals(wanted.clusterName())
                && running.heap() == wanted.heap();
    }

    /** Gives up what these settings do not mean any more; once nothing is sent there. */
    private synchronized void retire(NodeConfig.Analytics settings) {
        if (!settings.enabled()) {
            inUse = null;
        }
        if (!settings.enabled() || settings.mode() != AnalyticsMode.EMBEDDED) {
            stopEmbedded();
        }
    }

    /** Answers questions; none while analytics are off. */
    Optional<AnalyticsQueries> queries() {
        return Optional.ofNullable(inUse).map(ElasticServer::queries);
    }

    /**
     * The settings, to be changed while the node runs.
     *
     * @param change has records go elsewhere
     */
    AnalyticsSwitch settings(NodeConfig.Analytics current, ConfigFile file, Consumer<NodeConfig.Analytics> change) {
        return new AnalyticsSwitch(current, file, new ElasticProbe(ticker), wanted -> {
            change.accept(wanted);
            retire(wanted);
        });
    }

    /**
     * Begins to look after indices, as one node of the cluster does, and to tell that one which indices this node still needs; once the
     * node has joined.
     *
     * @param spool which those are
     */
    void startUpkeep(
            CurrentStore<StoreParts> store,
            String nodeId,
            Supplier<Set<String>> spool,
            EventSink events,
            RandomGenerator random) {
        LeasedJob job = new LeasedJob(
                RETENTION,
                JOB_LEASE,
                ElasticServer.retention(() -> Optional.ofNullable(inUse), () -> store.ports().spooled, clock),
                store.ports().leases,
                nodeId,
                new LeaseEvents(events, nodeId),
                ticker,
                random,
                meters);
        job.start();
        retention = job;
        SpoolTeller told = new SpoolTeller(nodeId, spool, () -> store.ports().spooled);
        told.start();
        teller = told;
    }

    /** Looks after those of another cluster from now on. */
    void moveTo(StoreParts to) {
        LeasedJob job = retention;
        if (job != null) {
            job.moveTo(to.leases);
        }
    }

    void stopUpkeep() throws InterruptedException {
        SpoolTeller told = teller;
        if (told != null) {
            told.stop();
        }
        LeasedJob job = retention;
        if (job != null) {
            job.stop();
        }
    }

    /** Ends the node's own server; once nothing is sent there any more. */
    synchronized void stop() {
        stopEmbedded();
    }

    private void stopEmbedded() {
        EmbeddedElastic running = embedded;
        embedded = null;
        if (running != null) {
            try {
                running.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
