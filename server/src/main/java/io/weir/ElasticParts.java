package io.weir;

import io.micrometer.core.instrument.MeterRegistry;
import io.weir.analytics.RecordStore;
import io.weir.analytics.SpooledIndices;
import io.weir.analytics.query.AnalyticsQueries;
import io.weir.config.NodeConfig;
import io.weir.config.NodeConfig.AnalyticsMode;
import io.weir.elastic.ElasticServer;
import io.weir.elastic.EmbeddedElastic;
import io.weir.event.EventSink;
import io.weir.event.LeaseEvents;
import io.weir.lease.LeaseStore;
import io.weir.lease.LeasedJob;
import io.weir.time.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
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
    synchronized void retire(NodeConfig.Analytics settings) {
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

    /** Begins to look after indices, as one node of the cluster does; once the node has joined. */
    void startRetention(
            Supplier<SpooledIndices> spooled,
            LeaseStore leases,
            String nodeId,
            EventSink events,
            RandomGenerator random) {
        LeasedJob job = new LeasedJob(
                RETENTION,
                JOB_LEASE,
                ElasticServer.retention(() -> Optional.ofNullable(inUse), spooled, clock),
                leases,
                nodeId,
                new LeaseEvents(events, nodeId),
                ticker,
                random,
                meters);
        job.start();
        retention = job;
    }

    /** Looks after those of another cluster from now on. */
    void moveTo(StoreParts to) {
        LeasedJob job = retention;
        if (job != null) {
            job.moveTo(to.leases);
        }
    }

    void stopRetention() throws InterruptedException {
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
