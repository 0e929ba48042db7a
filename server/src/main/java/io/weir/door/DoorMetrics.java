package io.weir.door;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a listener counts: {@code weir.http.connections} (open), {@code weir.http.requests.active} (in flight) and
 * {@code weir.http.refused} (at the door, by code). Any thread.
 */
public final class DoorMetrics {
    private static final String LISTENER = "listener";

    private final MeterRegistry meters;
    private final String listener;
    private final Map<String, Counter> refused = new ConcurrentHashMap<>();

    DoorMetrics(MeterRegistry meters, String listener) {
        this.meters = meters;
        this.listener = listener;
    }

    void register(List<ListenerLoop> loops) {
        Gauge.builder(
                        "weir.http.connections",
                        loops,
                        all -> all.stream()
                                .mapToInt(ListenerLoop::openConnections)
                                .sum())
                .description("Open connections")
                .tag(LISTENER, listener)
                .strongReference(true)
                .register(meters);
        Gauge.builder(
                        "weir.http.requests.active",
                        loops,
                        all -> all.stream()
                                .mapToInt(ListenerLoop::requestsInFlight)
                                .sum())
                .description("Requests in flight")
                .tag(LISTENER, listener)
                .strongReference(true)
                .register(meters);
    }

    /** Counts one refusal. */
    public void refused(String code) {
        refused.computeIfAbsent(code, this::counter).increment();
    }

    private Counter counter(String code) {
        return Counter.builder("weir.http.refused")
                .description("Requests refused at the door")
                .tag(LISTENER, listener)
                .tag("code", code)
                .register(meters);
    }
}
