package io.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.analytics.SpooledIndices;
import io.weir.analytics.SpooledIndicesContract;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;

class RedisSpooledIndicesIT extends SpooledIndicesContract {
    @RegisterExtension
    static final RedisServerExtension redis = new RedisServerExtension();

    private final SpooledIndices spooled = new RedisSpooledIndices(redis.connections());

    @Override
    protected SpooledIndices spooled() {
        return spooled;
    }

    @AfterEach
    void close() {
        spooled.close();
    }

    @Test
    void isForgottenAfterADay() throws Exception {
        spooled.tell("n-1", Set.of("weir-errors-000001"));

        try (Jedis jedis = redis.jedis()) {
            assertThat(jedis.pttl("weir:{cluster}:spooled"))
                    .isBetween(1L, Duration.ofDays(1).toMillis());
            assertThat(jedis.pttl("weir:{cluster}:spooled:n-1"))
                    .isBetween(1L, Duration.ofDays(1).toMillis());
        }
    }
}
