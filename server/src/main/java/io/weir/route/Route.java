package io.weir.route;

import io.weir.catalog.Api;
import io.weir.catalog.Lifecycle;

/**
 * One resource of a published API, compiled. Every request that the resource matches gets the same instance, until the API changes;
 * equality is identity. Immutable.
 */
public final class Route {
    private final Api api;
    private final int resourceIndex;
    private final String contextPath;
    private final String order;

    Route(Api api, int resourceIndex, String contextPath, String order) {
        this.api = api;
        this.resourceIndex = resourceIndex;
        this.contextPath = contextPath;
        this.order = order;
    }

    /** The API as it is defined. */
    public Api api() {
        return api;
    }

    /** The id of the API. */
    public String apiId() {
        return api.id();
    }

    /** The position in the API's list of resources. */
    public int resourceIndex() {
        return resourceIndex;
    }

    /** The method as the resource declares it, {@code *} for any; a HEAD request may have come by a resource for GET. */
    public String method() {
        return api.resources().get(resourceIndex).method();
    }

    /** The path as the resource declares it, below the context. */
    public String path() {
        return api.resources().get(resourceIndex).path();
    }

    /** Where the API is between made and retired; never {@link Lifecycle#CREATED}. */
    public Lifecycle lifecycle() {
        return api.lifecycle();
    }

    /** The literal path before the resource's: organization and context with the version in place; empty for the root. */
    public String contextPath() {
        return contextPath;
    }

    /**
     * How many characters of a matched path to leave out for the target: {@code path.substring(contextLength())} is empty where the
     * context itself was called, else it starts with {@code /}.
     */
    public int contextLength() {
        return contextPath.length();
    }

    /** True where this route goes before another one that matches the same path: it is more literal, or its context is longer. */
    boolean precedes(Route other) {
        int byPath = order.compareTo(other.order);
        return byPath != 0 ? byPath < 0 : contextLength() > other.contextLength();
    }

    @Override
    public String toString() {
        return apiId() + " " + method() + " " + contextPath + path();
    }
}
