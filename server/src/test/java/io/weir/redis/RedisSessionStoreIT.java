package io.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.catalog.Digests;
import io.weir.session.Session;
import io.weir.session.SessionStore;
import io.weir.session.SessionStoreContract;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;

class RedisSessionStoreIT extends SessionStoreContract {
    @RegisterExtension
    static final RedisServerExtension redis = new RedisServerExtension();

    private final RedisSessionStore store = new RedisSessionStore(redis.connections());

    @Override
    protected SessionStore store() {
        return store;
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void knowsNoSessionInAnotherForm() throws Exception {
        try (Jedis jedis = redis.jedis()) {
            jedis.set(RedisKeys.session(Digests.sha256("former")), "admin " + Digests.sha256("a hash"));
        }

        assertThat(store.find(Digests.sha256("former"))).isEmpty();
    }

    @Test
    void leavesTheEndToRedis() throws Exception {
        store.create(
                Digests.sha256("secret"),
                Session.of("admin", "192.0.2.1", Instant.EPOCH, "a hash"),
                Duration.ofMinutes(1));

        try (Jedis jedis = redis.jedis()) {
            assertThat(jedis.pttl(RedisKeys.session(Digests.sha256("secret")))).isBetween(50_000L, 60_000L);
            assertThat(jedis.pttl(RedisKeys.SESSIONS)).isBetween(50_000L, 60_000L);
            store.create(
                    Digests.sha256("short"),
                    Session.of("admin", "192.0.2.1", Instant.EPOCH, "a hash"),
                    Duration.ofSeconds(1));
            assertThat(jedis.pttl(RedisKeys.SESSIONS)).isBetween(50_000L, 60_000L);
        }
    }
}
