package io.weir.gateway;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the gateway counts about each request: {@code weir_requests_total} by status and the histograms
 * {@code weir_request_duration_seconds} (head complete to answer complete) and {@code weir_upstream_duration_seconds} (sent to the
 * target to the head of its answer). Any thread.
 */
public final class TrafficMetrics {
    private static final int MAX_STATUS = 600;
    private static final Duration[] BUCKETS = {
        Duration.ofNanos(250_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofNanos(2_500_000),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;
    private final AtomicReferenceArray<LongAdder> byStatus = new AtomicReferenceArray<>(MAX_STATUS);
    private final Timer requestDuration;
    private final Timer upstreamDuration;

    public TrafficMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.requestDuration = histogram("weir.request.duration", "From the request's head to the end of the answer");
        this.upstreamDuration = histogram("weir.upstream.duration", "From sending to the head of the target's answer");
    }

    private Timer histogram(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /** Counts one finished request. */
    void finished(int status, long durationNanos) {
        counter(status).increment();
        requestDuration.record(durationNanos, TimeUnit.NANOSECONDS);
    }

    /** Counts the time a target took to answer. */
    void upstreamAnswered(long durationNanos) {
        upstreamDuration.record(durationNanos, TimeUnit.NANOSECONDS);
    }

    /** Requests answered so far. */
    public long requests() {
        long sum = 0;
        for (int i = 0; i < MAX_STATUS; i++) {
            LongAdder adder = byStatus.get(i);
            sum += adder == null ? 0 : adder.sum();
        }
        return sum;
    }

    private LongAdder counter(int status) {
        int index = status < MAX_STATUS ? status : 0;
        LongAdder adder = byStatus.get(index);
        return adder != null ? adder : register(index);
    }

    private synchronized LongAdder register(int status) {
        LongAdder present = byStatus.get(status);
        if (present != null) {
            return present;
        }
        LongAdder adder = new LongAdder();
        FunctionCounter.builder("weir.requests", adder, LongAdder::sum)
                .description("Requests answered")
                .tag("status", Integer.toString(status))
                .register(registry);
        byStatus.set(status, adder);
        return adder;
    }
}
