package io.weir.memory;

import io.weir.analytics.SpooledIndices;
import io.weir.analytics.SpooledIndicesContract;

class InMemorySpooledIndicesTest extends SpooledIndicesContract {
    private final SpooledIndices spooled = new InMemorySpooledIndices();

    @Override
    protected SpooledIndices spooled() {
        return spooled;
    }
}
