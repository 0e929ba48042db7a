package io.weir.redis;

import io.weir.cluster.ListenerSettings;
import io.weir.cluster.ListenerSettingsContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisListenerSettingsIT extends ListenerSettingsContract {
    @RegisterExtension
    static final RedisServerExtension redis = new RedisServerExtension();

    private final ListenerSettings settings = new RedisListenerSettings(redis.connections());

    @Override
    protected ListenerSettings settings() {
        return settings;
    }

    @AfterEach
    void close() {
        settings.close();
    }
}
