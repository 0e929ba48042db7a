package io.weir.analytics;

import io.weir.time.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what waits, makes documents of it and hands them on in batches, on a thread of its own. A batch sets out when it is full or after
 * half a flush interval at most, and has to be acknowledged or on disk after the other half.
 */
final class Indexer {
    private static final Logger log = LoggerFactory.getLogger(Indexer.class);
    private static final int MAX_BATCH_BYTES = 8 << 20;
    private static final int BATCHES_PER_TURN = 8;
    private static final int TURNS_PER_INTERVAL = 10;
    private static final long MAX_TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long MIN_TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long MINUTE_MILLIS = 60_000;

    /** Whoever looks at a figure just after a call should find it counted, not a minute later. */
    private static final long PART_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Source source;
    private final RecordWriter writer;
    private final Delivery delivery;
    private final Spool spool;
    private final InstantSource clock;
    private final Ticker ticker;
    private final int maxDocuments;
    private final long intervalNanos;
    private final long turnNanos;
    private final Thread thread = new Thread(this::run, "weir-analytics");
    private final CountDownLatch stopping = new CountDownLatch(1);
    private List<Entry> entries = new ArrayList<>();
    private long entryBytes;
    private long openedNanos;
    private boolean isOpen;
    private long minute = Long.MIN_VALUE;
    private long closedNanos;

    /**
     * Where it takes from.
     *
     * @param taken is told of each record that was taken
     * @param monitor how the node fares, asked once a minute; null where that is not known
     */
    record Source(
            RecordRing records, Queue<Told> notes, Consumer<AccessRecord> taken, Supplier<@Nullable Note> monitor) {}

    Indexer(
            Source source,
            RecordWriter writer,
            Delivery delivery,
            Spool spool,
            InstantSource clock,
            Ticker ticker,
            int maxDocuments,
            Duration flushInterval) {
        this.source = source;
        this.writer = writer;
        this.delivery = delivery;
        this.spool = spool;
        this.clock = clock;
        this.ticker = ticker;
        this.maxDocuments = maxDocuments;
        this.intervalNanos = flushInterval.toNanos();
        this.closedNanos = ticker.nanos() - PART_NANOS;
        this.turnNanos = Math.max(MIN_TURN_NANOS, Math.min(MAX_TURN_NANOS, intervalNanos / TURNS_PER_INTERVAL));
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Hands on all that waits, and ends; false where that takes too long. */
    boolean stop(long millis) throws InterruptedException {
        stopping.countDown();
        thread.join(millis);
        return !thread.isAlive();
    }

    private void run() {
        try {
            boolean hasMore = false;
            while (awaitTurn(hasMore)) {
                hasMore = turn();
            }
            finish();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean awaitTurn(boolean hasMore) throws InterruptedException {
        return !stopping.await(hasMore ? 0 : turnNanos, TimeUnit.NANOSECONDS);
    }

    /** True where more waits than one turn takes. */
    private boolean turn() {
        try {
            writer.anchor();
            long now = ticker.nanos();
            turnMinute(now);
            boolean hasMore = takeNotes(now);
            hasMore |= takeRecords(now);
            if (isOpen && now - openedNanos >= intervalNanos / 2 - turnNanos) {
                submit();
            }
            delivery.tend(now);
            spool.force();
            return hasMore;
        } catch (RuntimeException e) {
            log.error("a turn of the indexer failed", e);
            return false;
        }
    }

    private void turnMinute(long now) {
        long present = Math.floorDiv(clock.millis(), MINUTE_MILLIS);
        if (present == minute) {
            if (now - closedNanos >= PART_NANOS && writer.isMinuteSmall()) {
                closeMinute();
            }
            return;
        }
        if (minute != Long.MIN_VALUE) {
            closeMinute();
            Note monitor = source.monitor().get();
            if (monitor != null) {
                add(writer.write(monitor, clock.millis()), ticker.nanos());
            }
        }
        minute = present;
    }

    private void closeMinute() {
        List<Entry> closed = new ArrayList<>();
        writer.closeMinute(minute * MINUTE_MILLIS, closed);
        long now = ticker.nanos();
        closed.forEach(entry -> add(entry, now));
        if (!closed.isEmpty()) {
            closedNanos = now;
        }
    }

    private boolean takeNotes(long now) {
        for (int i = 0; i < maxDocuments; i++) {
            Told told = source.notes().poll();
            if (told == null) {
                return false;
            }
            add(writer.write(told.note(), told.millis()), now);
        }
        return true;
    }

    private boolean takeRecords(long now) {
        for (long left = (long) BATCHES_PER_TURN * maxDocuments; left > 0; left--) {
            AccessRecord record = source.records().poll();
            if (record == null) {
                return false;
            }
            source.taken().accept(record);
            open(now);
            int before = entries.size();
            writer.write(record, source.records().lastTaken(), entries);
            for (int i = before; i < entries.size(); i++) {
                entryBytes += entries.get(i).source().length;
            }
            submitIfFull();
        }
        return true;
    }

    private void add(Entry entry, long now) {
        open(now);
        entries.add(entry);
        entryBytes += entry.source().length;
        submitIfFull();
    }

    private void open(long now) {
        if (!isOpen) {
            isOpen = true;
            // What is taken now may have waited for a turn.
            openedNanos = now - turnNanos;
        }
    }

    private void submitIfFull() {
        if (entries.size() >= maxDocuments || entryBytes >= MAX_BATCH_BYTES) {
            submit();
        }
    }

    private void submit() {
        long due = openedNanos + Math.max(intervalNanos / 2, intervalNanos - 2 * turnNanos);
        Batch batch = new Batch(entries, source.records().lastTaken(), due);
        entries = new ArrayList<>(Math.min(maxDocuments, 2 * entries.size()));
        entryBytes = 0;
        isOpen = false;
        delivery.submit(batch);
    }

    private void finish() {
        boolean hasMore = true;
        while (hasMore) {
            hasMore = turn();
        }
        closeMinute();
        if (isOpen) {
            submit();
        }
    }
}
