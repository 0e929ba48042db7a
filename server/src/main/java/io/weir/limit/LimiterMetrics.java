package io.weir.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.weir.limit.LimitDecision.Outcome;
import io.weir.limit.LimitDecision.Source;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the limiter counts; see {@code docs/limits.md}. What happens for each request is an adder, read when somebody asks. Any thread. */
final class LimiterMetrics {
    private static final String DECISIONS = "weir.limit.decisions";
    private static final String TRIPS = "weir.limit.trips";
    private static final String UNDECIDED = "weir.limit.undecided";

    private final Map<Source, Map<Outcome, LongAdder>> decisions = new EnumMap<>(Source.class);
    private final Map<StoreFailure, Counter> failures = new EnumMap<>(StoreFailure.class);
    private final Map<StoreFailure, Counter> undecided = new EnumMap<>(StoreFailure.class);
    private final MeterRegistry registry;
    private final Counter success;
    private final Timer duration;
    private final DistributionSummary checks;
    private final DistributionSummary sets;
    private final Counter overflow;
    private final Counter acknowledged;
    private final Counter connectFailures;

    LimiterMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Source source : Source.values()) {
            decisions.put(source, new EnumMap<>(Outcome.class));
        }
        count(Source.STORE, Outcome.GRANTED);
        count(Source.STORE, Outcome.LIMITED);
        count(Source.REMEMBERED, Outcome.LIMITED);
        for (Outcome outcome : Outcome.values()) {
            count(Source.LOCAL, outcome);
        }
        for (StoreFailure failure : StoreFailure.values()) {
            failures.put(failure, registry.counter(TRIPS, "outcome", failure.label()));
            undecided.put(failure, registry.counter(UNDECIDED, "reason", failure.label()));
        }
        this.success = registry.counter(TRIPS, "outcome", "ok");
        this.duration = registry.timer("weir.limit.trip.duration");
        this.checks = registry.summary("weir.limit.trip.checks");
        this.sets = registry.summary("weir.limit.trip.sets");
        this.overflow = registry.counter("weir.limit.queue.overflows");
        this.acknowledged = registry.counter("weir.limit.reports");
        this.connectFailures = registry.counter("weir.limit.connect.failures");
    }

    void gauge(String name, Supplier<Number> value) {
        Gauge.builder(name, value).register(registry);
    }

    /** @param failure null for a trip that was answered in full */
    void trip(Trip trip, Duration took, @Nullable StoreFailure failure) {
        Counter counter = failure == null ? success : failures.get(failure);
        if (counter != null) {
            counter.increment();
        }
        duration.record(took);
        sets.record(trip.takes().size());
        checks.record(trip.takes().stream().mapToInt(Take::wanted).sum());
    }

    void undecided(StoreFailure reason, int number) {
        Counter counter = undecided.get(reason);
        if (counter != null) {
            counter.increment(number);
        }
    }

    void overflowed(int number) {
        overflow.increment(number);
    }

    void acknowledged(List<LocalReport> reports) {
        for (LocalReport report : reports) {
            if (report.isAcknowledged()) {
                acknowledged.increment();
            }
        }
    }

    void connectFailed() {
        connectFailures.increment();
    }

    void recalled() {
        add(Source.REMEMBERED, Outcome.LIMITED, 1);
    }

    void decided(Take take) {
        add(take.source(), Outcome.GRANTED, take.granted());
        add(take.source(), take.refusal(), take.wanted() - take.granted());
    }

    private void add(Source source, Outcome outcome, int number) {
        LongAdder adder = adders(source).get(outcome);
        if (adder != null && number > 0) {
            adder.add(number);
        }
    }

    private Map<Outcome, LongAdder> adders(Source source) {
        return decisions.getOrDefault(source, Map.of());
    }

    private void count(Source source, Outcome outcome) {
        LongAdder adder = new LongAdder();
        adders(source).put(outcome, adder);
        FunctionCounter.builder(DECISIONS, adder, LongAdder::sum)
                .tag("source", label(source))
                .tag("outcome", label(outcome))
                .register(registry);
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
