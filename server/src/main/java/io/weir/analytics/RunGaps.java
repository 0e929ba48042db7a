package io.weir.analytics;

import io.weir.analytics.RunCounters.Left;
import io.weir.event.EventSink;
import io.weir.event.EventType;
import io.weir.event.Occurrence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What earlier runs on this data folder may have lost: records that were issued, but neither acknowledged nor on disk when their process
 * was killed. Each such gap is told once the analytics server has said which of them it has after all. Loaded once; then any thread.
 */
final class RunGaps {
    private static final Logger log = LoggerFactory.getLogger(RunGaps.class);

    /** Of so many runs what they lost is looked for; of older ones it is told as it is. */
    static final int MAX_RUNS = 100;

    /** Into so many ranges what is missing is told apart. */
    private static final int MAX_RANGES = 20;

    private final Path folder;
    private final String node;
    private final EventSink events;
    private final AnalyticsMetrics metrics;
    private final List<Left> open = new ArrayList<>();
    private volatile long unverified;

    /** Records that are missing, both ends included. */
    record Range(long from, long to) {
        long size() {
            return to - from + 1;
        }

        @Override
        public String toString() {
            return from == to ? Long.toString(from) : from + "-" + to;
        }
    }

    RunGaps(Path folder, String node, EventSink events, AnalyticsMetrics metrics) {
        this.folder = folder;
        this.node = node;
        this.events = events;
        this.metrics = metrics;
    }

    /** Looks at what earlier runs left; before this run's own file is there. */
    void load() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(RunGaps::isCounters).sorted().toList();
        }
        for (Path file : files) {
            Left left = Left.read(file);
            if (left == null || left.isWhole()) {
                Files.deleteIfExists(file);
            } else if (open.size() == MAX_RUNS) {
                tell(left, List.of(new Range(left.settled() + 1, left.issued())));
            } else {
                open.add(left);
                log.warn(
                        "run {} was killed: its records {} to {} were neither acknowledged nor on disk; "
                                + "which of them arrived is looked up when the analytics server answers",
                        left.run(),
                        left.settled() + 1,
                        left.issued());
            }
        }
        count();
    }

    private static boolean isCounters(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(RunCounters.PREFIX) && name.endsWith(RunCounters.SUFFIX);
    }

    private void count() {
        unverified =
                open.stream().mapToLong(left -> left.issued() - left.settled()).sum();
    }

    /** How many records may be lost, as far as nobody knows. */
    long unverified() {
        return unverified;
    }

    /** Looks the gaps up and tells what is missing; once all that those runs left on disk has been sent. */
    synchronized void check(RecordStore store) throws AnalyticsUnavailableException, InterruptedException, IOException {
        while (!open.isEmpty()) {
            Left left = open.get(0);
            List<Range> missing = new ArrayList<>();
            find(store, left.run(), new Range(left.settled() + 1, left.issued()), missing);
            tell(left, missing);
            open.remove(0);
            count();
        }
    }

    /** Halves a range until each part is wholly there or wholly missing, as far as {@link #MAX_RANGES} allows. */
    private static void find(RecordStore store, String run, Range range, List<Range> missing)
            throws AnalyticsUnavailableException, InterruptedException {
        long present = store.count(run, range.from(), range.to());
        if (present >= range.size()) {
            return;
        }
        if (present == 0 || missing.size() >= MAX_RANGES) {
            Range last = missing.isEmpty() ? null : missing.get(missing.size() - 1);
            if (last != null && last.to() + 1 == range.from()) {
                missing.set(missing.size() - 1, new Range(last.from(), range.to()));
            } else {
                missing.add(range);
            }
            return;
        }
        long middle = range.from() + range.size() / 2 - 1;
        find(store, run, new Range(range.from(), middle), missing);
        find(store, run, new Range(middle + 1, range.to()), missing);
    }

    private void tell(Left left, List<Range> missing) throws IOException {
        long count = missing.stream().mapToLong(Range::size).sum();
        if (count == 0) {
            log.info("run {} was killed, but all of its {} records arrived", left.run(), left.issued());
        } else {
            metrics.gapRecords.increment((double) count);
            events.publish(Occurrence.of(
                            EventType.ANALYTICS_GAP,
                            node,
                            String.format(
                                    Locale.ROOT,
                                    "%d records of calls at most were lost when run %s of node %s was killed",
                                    count,
                                    left.run(),
                                    node))
                    .with("run", left.run())
                    .with("records", Long.toString(count))
                    .with("issued", Long.toString(left.issued()))
                    .with(
                            "missing",
                            missing.stream().map(Range::toString).collect(java.util.stream.Collectors.joining(" "))));
        }
        Files.deleteIfExists(left.file());
    }
}
