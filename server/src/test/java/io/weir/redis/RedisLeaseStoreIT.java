package io.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.catalog.StoreUnavailableException;
import io.weir.lease.LeaseStore;
import io.weir.lease.LeaseStoreContract;
import java.time.Duration;
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
        RedisOperations operations = new RedisOperations(redis.connections());
        try {
            for (long fence : new long[] {5, 5, 1_764_000_000_000L, 1_763_999_999_999L, 6, 1_764_000_000_001L}) {
                FencedWrite.write(operations, fence);
            }

            assertThat(FencedWrite.written(operations)).containsExactly(5L, 5L, 1_764_000_000_000L, 1_764_000_000_001L);
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
