package io.weir.analytics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** What analytics counts about itself: {@code weir_analytics_*} in {@code docs/metrics.md}. Any thread. */
final class AnalyticsMetrics {
    private static final String FAMILY = "family";

    private final MeterRegistry meters;
    private final Map<Family, Map<Loss, Counter>> dropped = new EnumMap<>(Family.class);
    private final Map<Family, Counter> acknowledged = new EnumMap<>(Family.class);
    private final Map<Family, Counter> spooled = new EnumMap<>(Family.class);
    final Timer bulks;
    final Counter retries;
    final Counter damaged;
    final Counter foldedKeys;
    final Counter payloadsDropped;
    final Counter gapRecords;

    AnalyticsMetrics(MeterRegistry meters) {
        this.meters = meters;
        for (Family family : Family.values()) {
            Map<Loss, Counter> byReason = new EnumMap<>(Loss.class);
            for (Loss loss : Loss.values()) {
                byReason.put(
                        loss, meters.counter("weir.analytics.dropped", "reason", loss.label(), FAMILY, family.label()));
            }
            dropped.put(family, byReason);
            acknowledged.put(family, meters.counter("weir.analytics.acknowledged", FAMILY, family.label()));
            spooled.put(family, meters.counter("weir.analytics.spooled", FAMILY, family.label()));
        }
        bulks = meters.timer("weir.analytics.bulk");
        retries = meters.counter("weir.analytics.retries");
        damaged = meters.counter("weir.analytics.spool.damaged");
        foldedKeys = meters.counter("weir.analytics.minute.folded");
        payloadsDropped = meters.counter("weir.analytics.payloads.dropped");
        gapRecords = meters.counter("weir.analytics.gap.records");
    }

    void dropped(Family family, Loss reason) {
        Map<Loss, Counter> byReason = Objects.requireNonNull(dropped.get(family));
        Objects.requireNonNull(byReason.get(reason)).increment();
    }

    void acknowledged(Family family) {
        Objects.requireNonNull(acknowledged.get(family)).increment();
    }

    void spooled(Family family) {
        Objects.requireNonNull(spooled.get(family)).increment();
    }

    /** How much was lost so far, for whatever reason. */
    long lost() {
        double sum = 0;
        for (Map<Loss, Counter> byReason : dropped.values()) {
            for (Counter counter : byReason.values()) {
                sum += counter.count();
            }
        }
        return (long) sum;
    }

    void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value)
                .description(description)
                .strongReference(true)
                .register(meters);
    }
}
