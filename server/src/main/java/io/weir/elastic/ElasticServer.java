package io.weir.elastic;

import io.weir.analytics.RecordStore;
import io.weir.analytics.SpooledIndices;
import io.weir.analytics.query.AnalyticsQueries;
import io.weir.config.NodeConfig;
import io.weir.lease.LeasedJob;
import io.weir.time.Ticker;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Everything that talks to one Elasticsearch cluster: what writes there, what asks, and what looks after its indices. Nothing is connected
 * before it is needed. Any thread.
 */
public final class ElasticServer implements AutoCloseable {
    private final ElasticCluster cluster;
    private final IndexRetention.InUse housekeeping;
    private final ElasticRecordStore records;
    private final ElasticQueries queries;

    /** @param settings how it is reached */
    public ElasticServer(NodeConfig.Analytics settings, Ticker ticker) {
        cluster = new ElasticCluster(settings);
        IndexTemplates templates = new IndexTemplates(cluster);
        IndexSetup setup = new IndexSetup(cluster, templates);
        housekeeping = new IndexRetention.InUse(cluster, templates, setup);
        records = new ElasticRecordStore(cluster, new IndexDirectory(setup, ticker));
        queries = new ElasticQueries(cluster);
    }

    /** Where documents end up; closing it closes all of this. */
    public RecordStore records() {
        return records;
    }

    /** Answers questions. */
    public AnalyticsQueries queries() {
        return queries;
    }

    /**
     * The job of looking after indices, for {@link LeasedJob}.
     *
     * @param inUse the server that is in use at the time; none while analytics are off
     * @param spooled what must not be deleted yet
     */
    public static LeasedJob.Work retention(
            Supplier<Optional<ElasticServer>> inUse, Supplier<SpooledIndices> spooled, InstantSource clock) {
        return new IndexRetention(() -> inUse.get().map(server -> server.housekeeping), spooled, clock);
    }

    @Override
    public void close() {
        cluster.close();
    }
}
