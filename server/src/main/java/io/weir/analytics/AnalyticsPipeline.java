package io.weir.analytics;

import io.micrometer.core.instrument.MeterRegistry;
import io.weir.config.NodeConfig;
import io.weir.event.EventSink;
import io.weir.time.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's way to the analytics server, from the bounded queue that event loops fill to threads that send, and the spool on disk for
 * the time while that server is away. What is given to it is lost in counted ways only ({@code docs/analytics.md}). {@link #record} and
 * {@link #tell} by any thread; the rest one thread at a time, and it blocks.
 */
public final class AnalyticsPipeline implements AnalyticsSink {
    /** So many records wait at most. */
    static final int MAX_RECORDS = 1 << 16;

    /** So many notes wait at most. */
    static final int MAX_NOTES = 4096;

    /** So many bytes of bodies wait at most; what is more goes without. */
    static final long MAX_PAYLOAD_BYTES = 32 << 20;

    private static final Logger log = LoggerFactory.getLogger(AnalyticsPipeline.class);
    private static final int RUN_BYTES = 6;
    /** Both together, and the replay's end, stay below the five seconds that a node's stop may take for this. */
    private static final long TAKE_MILLIS = 2_000;

    private static final long FLUSH_MILLIS = 2_000;

    private final Surroundings surroundings;
    private final AnalyticsMetrics metrics;
    private final ServerState state = new ServerState();
    private final SpoolRoom room = new SpoolRoom();
    private final BlockingQueue<Told> notes = new ArrayBlockingQueue<>(MAX_NOTES);
    private final AtomicLong payloadBytes = new AtomicLong();
    private volatile boolean isOn;
    private volatile @Nullable Opened opened;
    private volatile @Nullable Running running;

    /**
     * What it works with.
     *
     * @param folder its own, made where it is missing
     * @param node this node's id
     * @param events is told what earlier runs lost
     * @param monitor how the node fares, asked once a minute
     */
    public record Surroundings(
            Path folder,
            String node,
            EventSink events,
            Supplier<@Nullable Note> monitor,
            InstantSource clock,
            Ticker ticker,
            RandomGenerator random,
            MeterRegistry meters) {}

    /** What is opened with the first settings that want analytics, and stays. */
    private record Opened(
            RecordRing ring,
            RunCounters counters,
            Spool spool,
            RunGaps gaps,
            RejectedFile rejected,
            RecordWriter writer) {}

    /** What is made anew for other settings. */
    private record Running(Indexer indexer, Delivery delivery, Replayer replayer) {}

    public AnalyticsPipeline(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.metrics = new AnalyticsMetrics(surroundings.meters());
        metrics.gauge("weir.analytics.queue", "Records that wait", () -> {
            Opened present = opened;
            return present == null ? 0 : present.ring().size();
        });
        metrics.gauge("weir.analytics.notes", "What waits besides records", notes::size);
        metrics.gauge("weir.analytics.batches", "Batches that wait for a bulk", () -> {
            Running present = running;
            return present == null ? 0 : present.delivery().waiting();
        });
        metrics.gauge("weir.analytics.spool.bytes", "On disk", () -> {
            Opened present = opened;
            return present == null ? 0 : present.spool().bytes();
        });
        metrics.gauge("weir.analytics.spool.age.seconds", "Since the oldest of it is there", () -> {
            Opened present = opened;
            return present == null ? 0 : age(present.spool());
        });
        metrics.gauge("weir.analytics.gap.unverified", "Records of killed runs that may be lost", () -> {
            Opened present = opened;
            return present == null ? 0 : present.gaps().unverified();
        });
        metrics.gauge(
                "weir.analytics.losing",
                "1 while records are lost because neither server nor spool takes them",
                () -> isOn && room.isShort() ? 1 : 0);
        metrics.gauge("weir.analytics.up", "1 while the analytics server answers", () -> isOn && state.isUp() ? 1 : 0);
    }

    private double age(Spool spool) {
        return Math.max(0, surroundings.clock().millis() - spool.oldestMillis()) / 1000.0;
    }

    /**
     * Goes on with these settings. What waits goes to the store that is given; what an earlier one is just taking is sent to this one too,
     * where it has not answered within some seconds.
     *
     * @param store where documents go; closed by whoever made it. Null where the settings want no analytics
     * @throws IOException where the folder can't be used; then there is no analytics
     */
    public synchronized void apply(NodeConfig.Analytics settings, @Nullable RecordStore store)
            throws IOException, InterruptedException {
        boolean isWanted = settings.enabled() && store != null;
        isOn = isOn && isWanted;
        halt();
        if (store == null || !isWanted) {
            return;
        }
        Opened present = open(settings);
        run(settings, store, present);
        isOn = true;
    }

    /** Delivers what waits within some seconds, keeps the rest on disk, and ends. */
    public synchronized void stop() throws InterruptedException {
        isOn = false;
        halt();
        Opened present = opened;
        if (present != null) {
            present.spool().close();
            present.counters().close();
        }
    }

    private Opened open(NodeConfig.Analytics settings) throws IOException {
        Opened present = opened;
        if (present != null) {
            present.spool().limit(settings.spoolLimit());
            return present;
        }
        Path folder = surroundings.folder();
        Files.createDirectories(folder);
        Spool spool = Spool.open(folder.resolve("spool"), settings.spoolLimit(), surroundings.clock());
        RunGaps gaps = new RunGaps(folder, surroundings.node(), surroundings.events(), metrics);
        gaps.load();
        byte[] id = new byte[RUN_BYTES];
        surroundings.random().nextBytes(id);
        String run = HexFormat.of().formatHex(id);
        RunCounters counters = RunCounters.create(folder, run);
        RecordWriter writer = new RecordWriter(
                surroundings.node(),
                run,
                surroundings.clock(),
                surroundings.ticker(),
                new SplittableRandom(surroundings.random().nextLong()),
                metrics);
        Opened made = new Opened(
                new RecordRing(MAX_RECORDS, counters), counters, spool, gaps, new RejectedFile(folder), writer);
        opened = made;
        return made;
    }

    private void run(NodeConfig.Analytics settings, RecordStore store, Opened with) {
        Bulks bulks = new Bulks(store, settings.maxConcurrentBulk());
        Delivery delivery = new Delivery(
                bulks,
                with.spool(),
                with.rejected(),
                new Settlement(with.counters()),
                state,
                room,
                metrics,
                surroundings.ticker());
        Replayer replayer = new Replayer(
                bulks,
                with.spool(),
                with.rejected(),
                with.gaps(),
                state,
                room,
                metrics,
                surroundings.random(),
                settings.maxActionsPerBulk());
        Indexer indexer = new Indexer(
                new Indexer.Source(with.ring(), notes, this::taken, () -> monitored(with)),
                with.writer(),
                delivery,
                with.spool(),
                surroundings.clock(),
                surroundings.ticker(),
                settings.maxActionsPerBulk(),
                settings.flushInterval());
        delivery.start(settings.maxConcurrentBulk());
        replayer.start();
        indexer.start();
        running = new Running(indexer, delivery, replayer);
    }

    private void halt() throws InterruptedException {
        Running present = running;
        if (present == null) {
            return;
        }
        running = null;
        if (!present.indexer().stop(TAKE_MILLIS)) {
            log.warn("the indexer of analytics does not end");
        }
        present.delivery().stop(state.isUp() ? FLUSH_MILLIS : 0);
        present.replayer().stop();
        Objects.requireNonNull(opened).spool().force();
    }

    private @Nullable Note monitored(Opened present) {
        Note note = surroundings.monitor().get();
        return note == null
                ? null
                : note.with("queued", present.ring().size())
                        .with("spoolBytes", present.spool().bytes())
                        .with("dropped", metrics.lost());
    }

    private void taken(AccessRecord record) {
        Payload payload = record.payload();
        if (payload != null) {
            payloadBytes.addAndGet(-payload.bytes());
        }
    }

    /** The indices that documents on disk belong to; reads what an earlier run left, once. */
    public Set<String> spooledIndices() {
        Opened present = opened;
        return present == null ? Set.of() : present.spool().indices();
    }

    @Override
    public boolean isOn() {
        return isOn;
    }

    @Override
    public void record(AccessRecord record) {
        Opened present = opened;
        if (!isOn || present == null) {
            return;
        }
        AccessRecord bounded = bounded(record);
        if (!present.ring().offer(bounded)) {
            metrics.dropped(Family.TRANSACTIONS, Loss.QUEUE_FULL);
            taken(bounded);
        }
    }

    private AccessRecord bounded(AccessRecord record) {
        Payload payload = record.payload();
        if (payload == null) {
            return record;
        }
        if (payloadBytes.addAndGet(payload.bytes()) <= MAX_PAYLOAD_BYTES) {
            return record;
        }
        taken(record);
        metrics.payloadsDropped.increment();
        return record.withoutPayload();
    }

    @Override
    public void tell(Note note) {
        if (isOn && !notes.offer(new Told(note, surroundings.clock().millis()))) {
            metrics.dropped(note.family(), Loss.QUEUE_FULL);
        }
    }
}
