package io.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cluster.NodeRegistry;
import io.weir.cluster.NodeRegistryContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;

class RedisNodeRegistryIT extends NodeRegistryContract {
    @RegisterExtension
    static final RedisServerExtension redis = new RedisServerExtension();

    private final NodeRegistry registry = new RedisNodeRegistry(redis.connections());

    @Override
    protected NodeRegistry registry() {
        return registry;
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void leavesNothingBehindWhenAllNodesAreGone() throws Exception {
        registry.renew(node("a"), Duration.ofSeconds(3));

        try (Jedis jedis = redis.jedis()) {
            for (String key : jedis.keys("*")) {
                assertThat(jedis.pttl(key)).as(key).isBetween(1L, 3000L);
            }
        }
    }
}
