package io.weir.memory;

import io.weir.analytics.SpooledIndices;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What spools name, for tests and one node. Any thread; forgets nothing by itself. */
public final class InMemorySpooledIndices implements SpooledIndices {
    private final Map<String, Set<String>> byNode = new ConcurrentHashMap<>();

    @Override
    public void tell(String node, Set<String> indices) {
        byNode.put(node, Set.copyOf(indices));
    }

    @Override
    public Set<String> all() {
        return byNode.values().stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void close() {}
}
