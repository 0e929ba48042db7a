package io.weir.analytics;

import io.weir.time.Ticker;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes documents of records and notes, and counts the minute. One thread at a time. */
final class RecordWriter {
    private static final int FIRST_FAILURE = 400;
    private static final int FIRST_ERROR = 500;

    private final RandomGenerator random;
    private final Timestamps timestamps;
    private final RecordTexts texts = new RecordTexts();
    private final RecordEncoder records;
    private final NoteEncoder notes;
    private final MinuteMetrics minutes;

    RecordWriter(
            String node,
            String run,
            InstantSource clock,
            Ticker ticker,
            RandomGenerator random,
            AnalyticsMetrics metrics) {
        this.random = random;
        this.timestamps = new Timestamps(clock, ticker);
        this.records = new RecordEncoder(node, run, timestamps);
        this.notes = new NoteEncoder(node, run, timestamps);
        this.minutes = new MinuteMetrics(metrics);
    }

    /** Looks at the clock again. */
    void anchor() {
        timestamps.anchor();
    }

    /** Adds the documents of a call, of which there are none where it is not among those that are kept. */
    void write(AccessRecord record, long sequence, List<Entry> to) {
        RouteText route = texts.route(record);
        CallerText caller = texts.caller(record, route);
        minutes.add(record, route, caller);
        if (!isKept(record, route)) {
            return;
        }
        String id = records.id(sequence);
        byte[] source = records.encode(record, sequence, route, caller);
        to.add(new Entry(Family.TRANSACTIONS, id, source));
        if (MinuteMetrics.isViolation(record)) {
            to.add(new Entry(Family.POLICY_VIOLATIONS, id, source));
        }
        if (record.status() >= FIRST_ERROR) {
            to.add(new Entry(Family.ERRORS, id, source));
        }
    }

    private boolean isKept(AccessRecord record, @Nullable RouteText route) {
        double sampling = route == null ? 1 : route.api().sampling();
        return sampling >= 1
                || record.error() != null
                || record.status() >= FIRST_FAILURE
                || random.nextDouble() < sampling;
    }

    Entry write(Note note, long millis) {
        return notes.encode(note, millis);
    }

    /** True where documents of a part of the minute are few. */
    boolean isMinuteSmall() {
        return minutes.isSmall();
    }

    /** Adds the documents of what was counted of a minute since the last time. */
    void closeMinute(long startMillis, List<Entry> to) {
        minutes.close().forEach(note -> to.add(notes.encode(note, startMillis)));
    }
}
