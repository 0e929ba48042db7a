package io.weir.redis;

import io.weir.catalog.CatalogStore;
import io.weir.catalog.CatalogStoreContract;
import java.security.SecureRandom;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisCatalogStoreIT extends CatalogStoreContract {
    @RegisterExtension
    static final RedisServerExtension redis = new RedisServerExtension();

    @Override
    protected CatalogStore newStore(int maxLogEntries) {
        return new RedisCatalogStore(redis.connections(), new SecureRandom(), maxLogEntries);
    }
}
