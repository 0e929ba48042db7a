package io.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.catalog.StoreUnavailableException;
import io.weir.event.ClusterEvent;
import io.weir.event.EventFilter;
import io.weir.event.EventId;
import io.weir.event.EventLog;
import io.weir.event.EventLogContract;
import io.weir.event.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;

class RedisEventLogIT extends EventLogContract {
    @RegisterExtension
    static final RedisServerExtension redis = new RedisServerExtension();

    private final EventLog log = new RedisEventLog(redis.connections(), new Random(1), MAX_EVENTS);

    @Override
    protected EventLog log() {
        return log;
    }

    @AfterEach
    void close() {
        log.close();
        try (Jedis jedis = redis.jedis()) {
            jedis.configSet("maxmemory", "0");
        }
    }

    @Test
    void remembersForAnHourWhatWasTold() throws Exception {
        log.publish(joined("b"), "node-joined:b:17", Duration.ZERO);

        try (Jedis jedis = redis.jedis()) {
            assertThat(jedis.keys("*"))
                    .containsExactlyInAnyOrder("weir:{cluster}:events", "weir:{cluster}:event:node-joined:b:17");
            assertThat(jedis.pttl("weir:{cluster}:event:node-joined:b:17")).isBetween(3_500_000L, 3_600_000L);
        }
    }

    @Test
    void readsWhatANewerVersionWrote() throws Exception {
        try (Jedis jedis = redis.jedis()) {
            jedis.xadd(
                    "weir:{cluster}:events",
                    new StreamEntryID(1_700_000_000_000L, 7),
                    Map.of("type", "node-sings", "severity", "fun", "details", "{\"a\":{\"b\":1}}", "colour", "red"));
        }

        assertThat(log.newest(EventFilter.ALL, null, 10))
                .containsExactly(new ClusterEvent(
                        new EventId(1_700_000_000_000L, 7),
                        Instant.ofEpochMilli(1_700_000_000_000L),
                        Severity.INFO,
                        "node-sings",
                        "",
                        "",
                        Map.of()));
    }

    @Test
    void removesAtMostAPageAtOnce() throws Exception {
        try (Jedis jedis = redis.jedis()) {
            for (int i = 1; i <= 1200; i++) {
                jedis.xadd("weir:{cluster}:events", new StreamEntryID(i, 0), Map.of("type", "node-joined"));
            }
        }

        assertThat(log.expire(Duration.ofDays(30), 1)).isEqualTo(500);
        assertThat(log.expire(Duration.ofDays(30), 1)).isEqualTo(500);
        assertThat(log.expire(Duration.ofDays(30), 1)).isEqualTo(200);
        assertThat(log.expire(Duration.ofDays(30), 1)).isZero();
    }

    @Test
    void tellsAgainWhatAFullServerRefused() throws Exception {
        try (Jedis jedis = redis.jedis()) {
            jedis.configSet("maxmemory", "1");
            assertThatThrownBy(() -> log.publish(joined("b"), "1", Duration.ZERO))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("is out of memory");
            jedis.configSet("maxmemory", "0");
        }

        assertThat(log.publish(joined("b"), "1", Duration.ZERO)).isPresent();
    }
}
