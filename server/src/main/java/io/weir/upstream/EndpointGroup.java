package io.weir.upstream;

import io.weir.catalog.EndpointDefinition;
import io.weir.catalog.EndpointDefinition.Timeouts;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of one API, compiled from its definition. Made by {@link EndpointGroups}; immutable but for the selector's order and
 * the endpoints' health. Any thread.
 */
public final class EndpointGroup {
    private final String api;
    private final EndpointDefinition definition;
    private final List<Endpoint> endpoints;
    private final EndpointSelector selector;
    private final long connectNanos;
    private final long firstByteNanos;
    private final long idleNanos;

    EndpointGroup(String api, EndpointDefinition definition, List<Endpoint> endpoints, EndpointSelector selector) {
        this.api = api;
        this.definition = definition;
        this.endpoints = List.copyOf(endpoints);
        this.selector = selector;
        Timeouts given = definition.timeouts() == null ? Timeouts.DEFAULTS : definition.timeouts();
        this.connectNanos = nanos(given.connect(), Timeouts.DEFAULTS.connect());
        this.firstByteNanos = nanos(given.firstByte(), Timeouts.DEFAULTS.firstByte());
        this.idleNanos = nanos(given.idle(), Timeouts.DEFAULTS.idle());
    }

    private static long nanos(@Nullable Duration given, @Nullable Duration otherwise) {
        Duration duration = given != null ? given : otherwise;
        return duration == null ? Long.MAX_VALUE : duration.toNanos();
    }

    /** The id of the API. */
    public String api() {
        return api;
    }

    /** As the definition orders them, weight 0 included. */
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /** Chooses among them. */
    public EndpointSelector selector() {
        return selector;
    }

    EndpointDefinition definition() {
        return definition;
    }

    long connectNanos() {
        return connectNanos;
    }

    long firstByteNanos() {
        return firstByteNanos;
    }

    long idleNanos() {
        return idleNanos;
    }
}
