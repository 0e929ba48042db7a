package io.weir.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.analytics.AnalyticsUnavailableException;
import io.weir.analytics.Family;
import io.weir.analytics.SpooledIndices;
import io.weir.catalog.StoreUnavailableException;
import io.weir.lease.LeasedJob;
import io.weir.lease.Tenure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the indices that are missing, rolls them over and deletes those whose newest document is too old, now and then; the job of one node for the whole cluster. Where
 * the server manages indices itself, it only makes them. An index that a spool still names is left alone.
 */
final class IndexRetention implements LeasedJob.Work {
    static final Duration INTERVAL = Duration.ofHours(1);

    /** After the server did not answer, or where there is none. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(IndexRetention.class);

    private final Supplier<Optional<InUse>> parts;
    private final Supplier<SpooledIndices> spooled;
    private final InstantSource clock;

    /** What looks after the indices of the server in use. */
    record InUse(ElasticCluster cluster, IndexTemplates templates, IndexSetup setup) {}

    IndexRetention(Supplier<Optional<InUse>> parts, Supplier<SpooledIndices> spooled, InstantSource clock) {
        this.parts = parts;
        this.spooled = spooled;
        this.clock = clock;
    }

    @Override
    public void run(Tenure tenure) throws StoreUnavailableException, InterruptedException {
        Duration pause;
        do {
            pause = INTERVAL;
            try {
                Optional<InUse> used = parts.get();
                if (used.isPresent()) {
                    once(used.get(), tenure::isHeld);
                } else {
                    pause = AGAIN;
                }
            } catch (AnalyticsUnavailableException e) {
                log.debug("indices are not looked after until the analytics server answers: {}", e.getMessage());
                pause = AGAIN;
            }
        } while (tenure.await(pause));
    }

    /** @param isHeld whether it may go on; asked before each change */
    void once(InUse with, BooleanSupplier isHeld)
            throws AnalyticsUnavailableException, StoreUnavailableException, InterruptedException {
        with.templates().ensure();
        IndexLayout layout = with.setup().look();
        for (Family family : Family.values()) {
            if (isHeld.getAsBoolean() && layout.writeIndex(family) == null) {
                layout = with.setup().makeWriteIndex(family);
            }
        }
        if (with.templates().hasLifecycle()) {
            return;
        }
        for (Family family : Family.values()) {
            if (isHeld.getAsBoolean()) {
                rollOver(with.cluster(), family);
            }
        }
        deleteOld(with.cluster(), layout, isHeld);
    }

    private void deleteOld(ElasticCluster cluster, IndexLayout layout, BooleanSupplier isHeld)
            throws AnalyticsUnavailableException, StoreUnavailableException, InterruptedException {
        Set<String> spared = spooled.get().all();
        for (Family family : Family.values()) {
            for (String index : layout.closed(family)) {
                if (isHeld.getAsBoolean() && !spared.contains(index) && isTooOld(cluster, index)) {
                    cluster.ask(ElasticRequest.delete("/" + index));
                    Duration retention = cluster.settings().retention();
                    log.info("index {} was deleted: all of it is older than {}", index, retention);
                }
            }
        }
    }

    private static void rollOver(ElasticCluster cluster, Family family)
            throws AnalyticsUnavailableException, InterruptedException {
        ObjectNode body = ElasticAnswer.MAPPER.createObjectNode();
        body.set(
                "conditions",
                RolloverRules.of(family, cluster.settings().retention()).conditions());
        JsonNode done = cluster.ask(ElasticRequest.post("/" + family.alias() + "/_rollover", body));
        if (done.path("rolled_over").asBoolean()) {
            log.info("{} goes on in {}", family.alias(), done.path("new_index").asText());
        }
    }

    private boolean isTooOld(ElasticCluster cluster, String index)
            throws AnalyticsUnavailableException, InterruptedException {
        Instant end = clock.instant().minus(cluster.settings().retention());
        ObjectNode search = ElasticAnswer.MAPPER.createObjectNode().put("size", 0);
        search.putObject("aggs").putObject("newest").putObject("max").put("field", "@timestamp");
        JsonNode newest = cluster.ask(ElasticRequest.post("/" + index + "/_search", search))
                .path("aggregations")
                .path("newest")
                .path("value");
        return newest.isNumber()
                ? Instant.ofEpochMilli(newest.longValue()).isBefore(end)
                : created(cluster, index).isBefore(end);
    }

    /** Of an empty index. */
    private static Instant created(ElasticCluster cluster, String index)
            throws AnalyticsUnavailableException, InterruptedException {
        JsonNode settings = cluster.ask(ElasticRequest.get("/" + index + "/_settings/index.creation_date"));
        return Instant.ofEpochMilli(settings.path(index)
                .path("settings")
                .path("index")
                .path("creation_date")
                .asLong(Long.MAX_VALUE / 2));
    }
}
