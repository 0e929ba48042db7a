package io.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.catalog.StoreUnavailableException;
import io.weir.lease.LeaseStore;
import io.weir.lease.LeaseStoreContract;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;

class RedisLeaseStoreIT extends LeaseStoreContract {
    private static final Duration TTL = Duration.ofSeconds(30);

    @RegisterExtension
    static final RedisServerExtension redis = new RedisServerExtension();

    private final LeaseStore store = new RedisLeaseStore(redis.connections());

    @Override
    protected LeaseStore store() {
        return store;
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void keepsTheHolderForItsTimeAndTheFenceForGood() throws Exception {
        long fence = store.acquire("job", "a", TTL).orElseThrow();

        try (Jedis jedis = redis.jedis()) {
            assertThat(jedis.keys("*")).containsExactlyInAnyOrder("weir:{lease:job}", "weir:{lease:job}:fence");
            assertThat(jedis.get("weir:{lease:job}")).isEqualTo(fence + " a");
            assertThat(jedis.pttl("weir:{lease:job}")).isBetween(20_000L, 30_000L);
            assertThat(jedis.get("weir:{lease:job}:fence")).isEqualTo(Long.toString(fence));
            assertThat(jedis.pttl("weir:{lease:job}:fence")).isEqualTo(-1);
        }
    }

    @Test
    void isHeldOverARestartOfTheServer() throws Exception {
        long fence = store.acquire("job", "a", TTL).orElseThrow();

        redis.restart();

        assertThat(store.renew("job", "a", fence, TTL)).isTrue();
        assertThat(store.acquire("job", "b", TTL)).isEmpty();
    }

    @Test
    void grantsAGreaterFenceWhereTheServerHasLostEverything() throws Exception {
        long before = store.acquire("job", "a", TTL).orElseThrow();

        redis.flush();
        long after = store.acquire("job", "b", TTL).orElseThrow();

        assertThat(after).isGreaterThan(before);
        assertThat(store.renew("job", "a", before, TTL)).isFalse();
    }

    @Test
    void grantsAGreaterFenceWhereTheServerWentBackToABackup() throws Exception {
        store.acquire("job", "a", Duration.ofMillis(1));
        try (Jedis jedis = redis.jedis()) {
            long before = Long.parseLong(jedis.get("weir:{lease:job}:fence"));
            jedis.del("weir:{lease:job}");
            jedis.set("weir:{lease:job}:fence", Long.toString(before - 1000));

            assertThat(store.acquire("job", "b", TTL).orElseThrow()).isGreaterThan(before);
        }
    }

    @Test
    void countsOnWhereTheServersClockWentBack() throws Exception {
        try (Jedis jedis = redis.jedis()) {
            jedis.set("weir:{lease:job}:fence", "9000000000000000");
        }

        assertThat(store.acquire("job", "a", TTL)).hasValue(9_000_000_000_000_001L);
    }

    @Test
    void letsAWriteThroughUnlessALaterHolderHasWritten() throws Exception {
        RedisScript write = new RedisScript(
                RedisScript.load("fence.lua").text()
                        + "if not isPresent(KEYS[1], ARGV[1]) then return 0 end return redis.call('RPUSH', KEYS[2], ARGV[1])",
                "0".repeat(40));
        List<String> keys = List.of("weir:{t}:fence", "weir:{t}:written");
        RedisOperations operations = new RedisOperations(redis.connections());
        try {
            for (String fence : new String[] {"5", "5", "1764000000000", "1763999999999", "6", "1764000000001"}) {
                operations.run(client -> write.run(client, keys, List.of(fence)));
            }

            List<String> written = operations.run(client -> client.lrange("weir:{t}:written", 0, -1));
            assertThat(written).containsExactly("5", "5", "1764000000000", "1764000000001");
        } finally {
            operations.close();
        }
    }

    @Test
    void saysThatAHungServerDoesNotAnswer() {
        redis.pause();

        assertThatThrownBy(() -> store.acquire("job", "a", TTL)).isInstanceOf(StoreUnavailableException.class);
        redis.resume();
    }
}
