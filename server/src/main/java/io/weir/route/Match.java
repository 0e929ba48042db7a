package io.weir.route;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** What {@link RouteTable#match} found. */
public sealed interface Match {

    /**
     * A resource takes the request. One instance per route: a match costs no memory.
     *
     * @param route which one; its API may be blocked or retired
     */
    record Found(Route route) implements Match {}

    /** No resource has the path. */
    enum NotFound implements Match {
        INSTANCE
    }

    /**
     * Resources have the path, none with the method.
     *
     * @param allowed the methods that they have, for the header field {@code Allow}; not empty
     */
    record MethodNotAllowed(SortedSet<String> allowed) implements Match {
        public MethodNotAllowed {
            allowed = Collections.unmodifiableSortedSet(new TreeSet<>(allowed));
        }
    }
}
