package io.weir.memory;

import io.weir.cluster.NodeRegistry;
import io.weir.cluster.NodeRegistryContract;
import io.weir.time.Ticker;

class InMemoryNodeRegistryTest extends NodeRegistryContract {
    private final NodeRegistry registry = new InMemoryNodeRegistry(Ticker.system());

    @Override
    protected NodeRegistry registry() {
        return registry;
    }
}
