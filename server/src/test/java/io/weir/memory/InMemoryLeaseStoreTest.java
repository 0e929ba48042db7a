package io.weir.memory;

import io.weir.lease.LeaseStore;
import io.weir.lease.LeaseStoreContract;
import io.weir.time.Ticker;
import java.time.InstantSource;

class InMemoryLeaseStoreTest extends LeaseStoreContract {
    private final LeaseStore store = new InMemoryLeaseStore(Ticker.system(), InstantSource.system());

    @Override
    protected LeaseStore store() {
        return store;
    }
}
