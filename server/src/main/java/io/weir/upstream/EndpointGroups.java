package io.weir.upstream;

import io.weir.catalog.EndpointDefinition;
import io.weir.catalog.EndpointDefinition.Algorithm;
import io.weir.catalog.EndpointDefinition.Protocol;
import io.weir.catalog.EndpointDefinition.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint groups of all APIs, kept over edits: a server that is still named keeps its health and connections, whichever APIs name
 * it, and the order of selection goes on where it was. Any thread; changes are few and take turns.
 */
public final class EndpointGroups {
    private final double start;
    private final Map<String, EndpointGroup> groups = new HashMap<>();
    private final Map<Origin.Key, Use> origins = new HashMap<>();

    /** An origin and how many endpoints name it. */
    private static final class Use {
        private final Origin origin;
        private int count;

        Use(Origin origin) {
            this.origin = origin;
        }
    }

    /**
     * @param start where in the order of selection this node starts, 0 (inclusive) to 1 (exclusive): different on each node, so that a
     *     cluster does not meet the heaviest endpoint in step; 0 is nginx's own start
     */
    public EndpointGroups(double start) {
        if (!(start >= 0 && start < 1)) {
            throw new IllegalArgumentException("start: " + start + " (expected: 0 <= start < 1)");
        }
        this.start = start;
    }

    /** The group of an API as defined now: the one there is where nothing changed, else its successor. */
    public synchronized EndpointGroup groupFor(String api, EndpointDefinition definition) {
        EndpointGroup former = groups.get(api);
        if (former != null && former.definition().equals(definition)) {
            return former;
        }
        List<Endpoint> endpoints = new ArrayList<>();
        for (Target target : definition.targets()) {
            endpoints.add(new Endpoint(target, use(target, definition.protocol())));
        }
        EndpointSelector selector = selector(definition, endpoints, former);
        EndpointGroup group = new EndpointGroup(api, definition, endpoints, selector);
        groups.put(api, group);
        release(former);
        return group;
    }

    /** Forgets the group of an API and retires the servers that nobody names any more. */
    public synchronized void remove(String api) {
        release(groups.remove(api));
    }

    private EndpointSelector selector(
            EndpointDefinition definition, List<Endpoint> endpoints, @Nullable EndpointGroup former) {
        if (definition.type() == EndpointDefinition.Type.SINGLE) {
            return EndpointSelector.single(endpoints.get(0));
        }
        double position = former == null || former.definition().type() == EndpointDefinition.Type.SINGLE
                ? start
                : former.selector().position();
        return definition.algorithm() == Algorithm.ROUND_ROBIN
                ? EndpointSelector.roundRobin(endpoints, position)
                : EndpointSelector.weightedRoundRobin(endpoints, position);
    }

    private Origin use(Target target, Protocol protocol) {
        Use use = origins.computeIfAbsent(Origin.Key.of(target.url(), protocol), key -> new Use(new Origin(key)));
        use.count++;
        return use.origin;
    }

    private void release(@Nullable EndpointGroup group) {
        if (group == null) {
            return;
        }
        for (Endpoint endpoint : group.endpoints()) {
            Use use = origins.get(endpoint.origin().key());
            if (use != null && --use.count == 0) {
                origins.remove(endpoint.origin().key());
                use.origin.retire();
            }
        }
    }
}
