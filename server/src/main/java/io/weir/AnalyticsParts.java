package io.weir;

import io.micrometer.core.instrument.MeterRegistry;
import io.weir.analytics.AnalyticsPipeline;
import io.weir.analytics.AnalyticsSink;
import io.weir.analytics.LifecycleRecords;
import io.weir.analytics.LogRecords;
import io.weir.analytics.Note;
import io.weir.analytics.RecordStore;
import io.weir.catalog.CatalogListener;
import io.weir.config.NodeConfig;
import io.weir.event.EventSink;
import io.weir.time.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything of one node that makes records and delivers them. Nothing here waits for the analytics server to be there. */
final class AnalyticsParts {
    private static final Logger log = LoggerFactory.getLogger(AnalyticsParts.class);

    final CatalogListener lifecycle;
    private final Stores stores;
    private final AnalyticsPipeline pipeline;
    private final LogRecords logRecords;
    private volatile @Nullable Supplier<Note> monitor;
    private @Nullable RecordStore store;

    /** Opens the way to an analytics server; does not wait for it to answer. */
    @FunctionalInterface
    interface Stores {
        @Nullable
        RecordStore open(NodeConfig.Analytics settings);
    }

    AnalyticsParts(
            Stores stores,
            Path data,
            String nodeId,
            EventSink events,
            InstantSource clock,
            Ticker ticker,
            RandomGenerator random,
            MeterRegistry meters) {
        this.stores = stores;
        pipeline = new AnalyticsPipeline(new AnalyticsPipeline.Surroundings(
                data.resolve("analytics"), nodeId, events, this::monitored, clock, ticker, random, meters));
        lifecycle = new LifecycleRecords(pipeline);
        logRecords = new LogRecords(pipeline);
    }

    /** Where records go. */
    AnalyticsSink sink() {
        return pipeline;
    }

    /** Has this asked once a minute how the node fares. */
    void watch(Supplier<Note> source) {
        monitor = source;
    }

    private @Nullable Note monitored() {
        Supplier<Note> present = monitor;
        return present == null ? null : present.get();
    }

    /** Begins; a folder that can't be used costs analytics, not the node. */
    void start(NodeConfig.Analytics settings) throws InterruptedException {
        try {
            apply(settings);
        } catch (IOException e) {
            log.error("there is no analytics: its folder cannot be used: {}", e.toString());
        }
        logRecords.attach();
    }

    /** Goes on with other settings. */
    synchronized void apply(NodeConfig.Analytics settings) throws IOException, InterruptedException {
        RecordStore former = store;
        RecordStore next = settings.enabled() ? stores.open(settings) : null;
        try {
            pipeline.apply(settings, next);
            store = next;
        } catch (IOException e) {
            if (next != null) {
                next.close();
            }
            store = null;
            throw e;
        } finally {
            if (former != null) {
                former.close();
            }
        }
    }

    /** Goes on with other settings while the node runs. */
    void change(NodeConfig.Analytics settings) {
        try {
            apply(settings);
        } catch (IOException e) {
            throw new UncheckedIOException("there is no analytics: its folder cannot be used", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while analytics changed", e);
        }
    }

    /** The indices that documents on disk belong to. */
    Set<String> spooledIndices() {
        return pipeline.spooledIndices();
    }

    synchronized void stop() throws InterruptedException {
        logRecords.detach();
        pipeline.stop();
        RecordStore present = store;
        if (present != null) {
            present.close();
        }
    }
}
