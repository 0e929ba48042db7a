package io.weir.limit;

import io.weir.catalog.LimitDefinition.OnStoreFailure;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Decides for this node alone while the store does not: within the node's share of each limit, or as the plan says. Keeps what it
 * granted until the store has counted it. Any thread; the lock is held for microseconds.
 */
final class LocalLimiter {
    private static final int RETRY_MILLIS = 1000;
    private static final int LINES_PER_REPORT = 32;

    private final StoreClock clock;
    private final String reporter;
    private final CounterTable counters;
    private final Map<String, Set<LocalCounter>> unreported = new LinkedHashMap<>();
    private final Map<LocalReport, List<LocalCounter>> underWay = new LinkedHashMap<>();
    private long reportNumber;

    /** @param reporter tells this process' reports from all others */
    LocalLimiter(StoreClock clock, LastTold lastTold, Supplier<NodeShare> shares, String reporter, int maxCounters) {
        this.clock = clock;
        this.reporter = reporter;
        this.counters = new CounterTable(
                maxCounters,
                limit -> new LocalCounter(limit, lastTold, shares),
                definition -> definition.onStoreFailure() == OnStoreFailure.ALLOW);
    }

    /** Decides all checks of a take. */
    synchronized void decide(Take take) {
        LimitSet set = take.set();
        for (int i = 0; i < set.size(); i++) {
            if (set.limit(i).definition().onStoreFailure() == OnStoreFailure.REJECT) {
                take.reject(rejection(set, i));
                return;
            }
        }
        take.decide(counters.take(set, take.wanted(), clock.nowMicros(), this::charged), LimitDecision.Source.LOCAL);
    }

    /** Reports to send now, about so many lines: those that were not acknowledged, then what was granted since. */
    synchronized List<LocalReport> reports(int maxLines) {
        List<LocalReport> reports = new ArrayList<>();
        int lines = 0;
        Iterator<LocalReport> again = underWay.keySet().iterator();
        while (lines < maxLines && again.hasNext()) {
            LocalReport report = again.next();
            reports.add(report);
            lines += report.lines().size();
        }
        while (lines < maxLines && !unreported.isEmpty()) {
            LocalReport report = newReport();
            reports.add(report);
            lines += report.lines().size();
        }
        return reports;
    }

    /** Forgets those reports that the store acknowledged. */
    synchronized void settle(List<LocalReport> sent) {
        for (LocalReport report : sent) {
            if (report.isAcknowledged()) {
                underWay.getOrDefault(report, List.of()).forEach(LocalCounter::reported);
                underWay.remove(report);
            }
        }
    }

    /** Forgets what it granted and whatever the store has yet to be told: it is another one. */
    synchronized void forget() {
        counters.clear();
        unreported.clear();
        underWay.clear();
    }

    /** True while the store has yet to be told of something. */
    synchronized boolean hasReports() {
        return !unreported.isEmpty() || !underWay.isEmpty();
    }

    /** How many counters there are. */
    synchronized int size() {
        return counters.size();
    }

    private void charged(LimitCounter counter) {
        if (counter instanceof LocalCounter local && local.isUnreported()) {
            unreported
                    .computeIfAbsent(local.hashTag(), api -> new LinkedHashSet<>())
                    .add(local);
        }
    }

    private LocalReport newReport() {
        Map.Entry<String, Set<LocalCounter>> api =
                unreported.entrySet().iterator().next();
        List<LocalCounter> reported =
                api.getValue().stream().limit(LINES_PER_REPORT).toList();
        reported.forEach(api.getValue()::remove);
        if (api.getValue().isEmpty()) {
            unreported.remove(api.getKey());
        }
        long now = clock.nowMicros();
        List<LocalReport.Line> lines =
                reported.stream().map(counter -> counter.report(now)).toList();
        String key = LimiterKeys.report(reported.get(0).hashTag(), reporter + "-" + reportNumber++);
        LocalReport report = new LocalReport(key, lines);
        underWay.put(report, reported);
        return report;
    }

    private TakeResult rejection(LimitSet set, int rejecting) {
        TakeResult standing = counters.take(set, 0, clock.nowMicros());
        long[] values = new long[4 + 2 * set.size()];
        values[1] = standing.storeMillis();
        values[2] = RETRY_MILLIS;
        values[3] = rejecting + 1L;
        for (int i = 0; i < set.size(); i++) {
            values[4 + 2 * i] = i == rejecting ? 0 : standing.remaining(i);
            values[5 + 2 * i] = standing.resetMillis(i);
        }
        return new TakeResult(values);
    }
}
