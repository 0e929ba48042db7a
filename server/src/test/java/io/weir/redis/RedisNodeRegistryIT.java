package io.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cluster.NodeRegistry;
import io.weir.cluster.NodeRegistryContract;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;

class RedisNodeRegistryIT extends NodeRegistryContract {
    @RegisterExtension
    static final RedisServerExtension redis = new RedisServerExtension();

    private final NodeRegistry registry = new RedisNodeRegistry(redis.connections(), new Random(1));

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
        registry.renew(report("a"), Duration.ofSeconds(3), 0);

        try (Jedis jedis = redis.jedis()) {
            // The generation stays, so that it never goes back.
            assertThat(jedis.pttl("weir:{cluster}:generation")).isEqualTo(-1);
            jedis.del("weir:{cluster}:generation");
            for (String key : jedis.keys("*")) {
                assertThat(jedis.pttl(key)).as(key).isBetween(1L, 3000L);
            }
        }
    }
}
