package io.weir.upstream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** The meters of all {@link UpstreamClient}s of a node. Any thread. */
public final class UpstreamMetrics {
    private final Counter connects;
    private final Counter connectFailures;
    private final Counter retries;
    private final Counter[] answers = new Counter[6];
    private final MeterRegistry registry;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger idle = new AtomicInteger();

    /** Registers the meters with {@code registry}. */
    public UpstreamMetrics(MeterRegistry registry) {
        this.registry = registry;
        connects = Counter.builder("weir.upstream.connects")
                .description("Connections made to targets")
                .register(registry);
        connectFailures = Counter.builder("weir.upstream.connect.failures")
                .description("Connections to targets that could not be made")
                .register(registry);
        retries = Counter.builder("weir.upstream.retries")
                .description("Requests sent to another endpoint, or again on a fresh connection")
                .register(registry);
        for (int i = 2; i < answers.length; i++) {
            answers[i] = Counter.builder("weir.upstream.responses")
                    .description("Answers of targets by class of status")
                    .tag("status", i + "xx")
                    .register(registry);
        }
        Gauge.builder("weir.upstream.connections", open, AtomicInteger::get)
                .description("Connections to targets that are open")
                .tag("state", "open")
                .register(registry);
        Gauge.builder("weir.upstream.connections", idle, AtomicInteger::get)
                .description("Connections to targets that are open")
                .tag("state", "idle")
                .register(registry);
    }

    void connected() {
        connects.increment();
        open.incrementAndGet();
    }

    void closed() {
        open.decrementAndGet();
    }

    void connectFailed() {
        connectFailures.increment();
    }

    void retried() {
        retries.increment();
    }

    void answered(int status) {
        int statusClass = status / 100;
        if (statusClass < answers.length) {
            answers[statusClass].increment();
        }
    }

    /** Counted at intervals, not with each request. */
    void idleChanged(int by) {
        idle.addAndGet(by);
    }

    void failed(UpstreamOutcome.Failure failure) {
        registry.counter("weir.upstream.failures", "reason", failure.name().toLowerCase(java.util.Locale.ROOT))
                .increment();
    }
}
