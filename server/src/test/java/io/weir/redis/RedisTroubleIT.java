package io.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.catalog.CatalogStore.Edit;
import io.weir.catalog.CatalogStore.Position;
import io.weir.catalog.Samples;
import io.weir.catalog.StoreUnavailableException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;

class RedisTroubleIT {
    @RegisterExtension
    static final RedisServerExtension redis = new RedisServerExtension();

    private final RedisCatalogStore store = new RedisCatalogStore(
            new RedisConnections(redis.dataStore(Duration.ofMillis(500)), "weir-test"), new SecureRandom(), 100);

    @AfterEach
    void close() {
        store.close();
        try (Jedis jedis = redis.jedis()) {
            jedis.configSet("maxmemory", "0");
            jedis.replicaofNoOne();
        }
    }

    @Test
    void aServerOutOfMemoryChangesNothingAndStillReads() throws Exception {
        Position base = write(null);
        try (Jedis jedis = redis.jedis()) {
            jedis.configSet("maxmemory", "1");
        }

        assertThatThrownBy(() -> write(base))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("is out of memory: raise its maxmemory");

        assertThat(store.position()).isEqualTo(base);
        assertThat(store.load(stored -> assertThat(stored.version()).isEqualTo(1)))
                .isEqualTo(base);
    }

    @Test
    void aReplicaSaysThatItIsOne() throws Exception {
        Position base = write(null);
        try (Jedis jedis = redis.jedis()) {
            jedis.replicaof("127.0.0.1", 1);
        }

        assertThatThrownBy(() -> write(base))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("is a replica: point datastore.address at the master");
    }

    @Test
    void aHungServerCostsItsTimeoutAndNoMore() throws Exception {
        Position base = write(null);
        redis.pause();

        long start = System.nanoTime();
        assertThatThrownBy(() -> write(base))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("does not answer");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        redis.resume();
    }

    @Test
    void leavesOutWhatItCannotReadAndServesTheRest() throws Exception {
        write(null);
        try (Jedis jedis = redis.jedis()) {
            jedis.hset("weir:{cfg}:obj:plan", "strange", "{\"version\":1,\"definition\":{\"id\":\"strange\"}}");
        }
        List<String> ids = new ArrayList<>();

        store.load(stored -> ids.add(stored.definition().id()));

        assertThat(ids).containsExactly("gold");
    }

    @Test
    void readsObjectsOfANewerVersion() throws Exception {
        write(null);
        try (Jedis jedis = redis.jedis()) {
            String json = jedis.hget("weir:{cfg}:obj:plan", "gold");
            jedis.hset("weir:{cfg}:obj:plan", "gold", json.replace("\"id\":", "\"colour\":\"red\",\"id\":"));
        }

        assertThat(store.load(stored -> assertThat(stored.definition()).isEqualTo(Samples.plan("gold"))))
                .isNotNull();
    }

    private Position write(@Nullable Position base) throws Exception {
        return store.write(base, List.of(Edit.put(Samples.plan("gold"), Edit.ANY_VERSION)), "test")
                .position();
    }
}
