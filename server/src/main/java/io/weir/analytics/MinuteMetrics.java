package io.weir.analytics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.HistogramIterationValue;
import org.HdrHistogram.PackedHistogram;
import org.jspecify.annotations.Nullable;

/**
 * The sums and latencies of the present minute, by API, caller, plan, target and status. Bounded: of a minute's keys beyond
 * {@link #MAX_KEYS}, all that is told apart is the class of the status. One thread.
 */
final class MinuteMetrics {
    static final int MAX_KEYS = 2000;

    /** Of a minute with so few keys, what was counted until now may be told before the minute is over. */
    static final int MAX_EARLY_KEYS = 200;

    private static final int MICRO = 1000;
    private static final int DIGITS = 3;
    private static final int FIRST_ERROR = 500;
    private static final String OTHER = "other";

    private final AnalyticsMetrics metrics;
    private Map<Key, Cell> cells = new HashMap<>();

    /** Empty text for what is not known. */
    private record Key(String api, String application, String plan, String target, int status) {}

    MinuteMetrics(AnalyticsMetrics metrics) {
        this.metrics = metrics;
    }

    /** True where documents of a part of the minute are few. */
    boolean isSmall() {
        return cells.size() <= MAX_EARLY_KEYS;
    }

    /** What was counted until now; begins anew. Parts of one minute add up. */
    List<Note> close() {
        List<Note> notes = new ArrayList<>(cells.size());
        cells.forEach((key, cell) -> notes.add(cell.note(key)));
        cells = new HashMap<>();
        return notes;
    }

    void add(AccessRecord record, @Nullable RouteText route, @Nullable CallerText caller) {
        String target = record.target();
        Key key = new Key(
                route == null ? "" : route.api().id(),
                caller == null ? "" : caller.applicationId(),
                caller == null ? "" : caller.planId(),
                target == null ? "" : target,
                record.status());
        Cell cell = cells.get(key);
        if (cell == null) {
            cell = newCell(key, route, caller);
        }
        cell.add(record);
    }

    private Cell newCell(Key key, @Nullable RouteText route, @Nullable CallerText caller) {
        if (cells.size() < MAX_KEYS) {
            Cell cell = new Cell(route == null ? null : route.api(), caller == null ? "" : caller.consumer());
            cells.put(key, cell);
            return cell;
        }
        metrics.foldedKeys.increment();
        int statusClass = key.status() / 100 * 100;
        return cells.computeIfAbsent(new Key(OTHER, "", "", "", statusClass), folded -> new Cell(null, ""));
    }

    /** One key's minute. */
    private static final class Cell {
        private final @Nullable ApiText api;
        private final String consumer;
        private final PackedHistogram latencies = new PackedHistogram(DIGITS);
        private long count;
        private long errors;
        private long violations;
        private long requestBytes;
        private long responseBytes;
        private long durationMicros;
        private long upstreamMicros;

        Cell(@Nullable ApiText api, String consumer) {
            this.api = api;
            this.consumer = consumer;
        }

        void add(AccessRecord record) {
            long micros = Math.max(0, record.durationNanos() / MICRO);
            count++;
            errors += record.status() >= FIRST_ERROR ? 1 : 0;
            violations += isViolation(record) ? 1 : 0;
            requestBytes += record.requestBytes();
            responseBytes += record.responseBytes();
            durationMicros += micros;
            upstreamMicros += record.upstreamNanos() / MICRO;
            latencies.recordValue(micros);
        }

        Note note(Key key) {
            Note note = Note.of(Family.METRICS)
                    .with("organization", api == null ? null : api.organization())
                    .with("api", orNull(key.api()))
                    .with("version", api == null ? null : api.version())
                    .with("application", orNull(key.application()))
                    .with("consumer", orNull(consumer))
                    .with("plan", orNull(key.plan()))
                    .with("target", orNull(key.target()))
                    .with("statusClass", key.status() / 100 + "xx")
                    .with("status", key.api().equals(OTHER) ? null : key.status());
            return sums(note).with("latency", buckets());
        }

        private Note sums(Note note) {
            return note.with("count", count)
                    .with("errors", errors)
                    .with("violations", violations)
                    .with("requestBytes", requestBytes)
                    .with("responseBytes", responseBytes)
                    .with("durationMicrosSum", durationMicros)
                    .with("upstreamMicrosSum", upstreamMicros)
                    .with("maxMicros", latencies.getMaxValue())
                    .with("p50Micros", latencies.getValueAtPercentile(50))
                    .with("p95Micros", latencies.getValueAtPercentile(95))
                    .with("p99Micros", latencies.getValueAtPercentile(99));
        }

        private Map<String, Long> buckets() {
            Map<Integer, Long> buckets = new TreeMap<>();
            for (HistogramIterationValue value : latencies.recordedValues()) {
                buckets.merge(
                        LatencyBuckets.of(value.getValueIteratedTo()),
                        value.getCountAddedInThisIterationStep(),
                        Long::sum);
            }
            Map<String, Long> named = new LinkedHashMap<>();
            buckets.forEach((bucket, counted) -> named.put(Integer.toString(bucket), counted));
            return named;
        }

        private static @Nullable String orNull(String text) {
            return text.isEmpty() ? null : text;
        }
    }

    /** True where a policy refused the call. */
    static boolean isViolation(AccessRecord record) {
        int status = record.status();
        return record.error() != null && (status == 401 || status == 403 || status == 429);
    }
}
