package io.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.session.AttemptStore;
import io.weir.session.AttemptStoreContract;
import io.weir.session.Pace;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;

class RedisAttemptStoreIT extends AttemptStoreContract {
    @RegisterExtension
    static final RedisServerExtension redis = new RedisServerExtension();

    private final RedisAttemptStore store = new RedisAttemptStore(redis.connections());

    @Override
    protected AttemptStore store() {
        return store;
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void holdsOnAllNodes() throws Exception {
        AttemptStore.Tally tally =
                new AttemptStore.Tally("shared", new Pace(1, Duration.ofMinutes(1), Duration.ofMinutes(1)));
        try (RedisAttemptStore other = new RedisAttemptStore(redis.connections())) {
            assertThat(store.take(List.of(tally))).isZero();
            assertThat(other.take(List.of(tally))).isPositive();
        }
    }

    @Test
    void leavesForgettingToRedisAndKeepsNoNames() throws Exception {
        store.take(List.of(new AttemptStore.Tally(
                "login 192.0.2.1 alice", new Pace(1, Duration.ofMinutes(1), Duration.ofMinutes(15)))));

        try (Jedis jedis = redis.jedis()) {
            Set<String> keys = jedis.keys("weir:{cfg}:attempts:*");
            assertThat(keys).hasSize(1).noneMatch(key -> key.contains("alice"));
            assertThat(jedis.pttl(keys.iterator().next())).isBetween(890_000L, 900_000L);
        }
    }
}
