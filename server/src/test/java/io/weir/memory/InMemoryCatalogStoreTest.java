package io.weir.memory;

import io.weir.catalog.CatalogStore;
import io.weir.catalog.CatalogStoreContract;
import java.time.InstantSource;
import java.util.Random;

class InMemoryCatalogStoreTest extends CatalogStoreContract {

    @Override
    protected CatalogStore newStore(int maxLogEntries) {
        return new InMemoryCatalogStore(InstantSource.system(), new Random(1), maxLogEntries);
    }
}
