package io.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.audit.AuditEntry;
import io.weir.audit.AuditFilter;
import io.weir.audit.AuditLog;
import io.weir.audit.AuditLogContract;
import io.weir.lease.FencedException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.StreamEntryID;

class RedisAuditLogIT extends AuditLogContract {
    @RegisterExtension
    static final RedisServerExtension redis = new RedisServerExtension();

    private final RedisAuditLog log = new RedisAuditLog(redis.connections(), 1000);

    @BeforeEach
    void empty() {
        try (Jedis jedis = redis.jedis()) {
            jedis.flushAll();
        }
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Override
    protected AuditLog log() {
        return log;
    }

    @Test
    void keepsAboutSoManyEntries() throws Exception {
        for (int i = 0; i < 1500; i++) {
            log.append(entry(i, "alice", "plan"));
        }

        try (Jedis jedis = redis.jedis()) {
            assertThat(jedis.xlen(RedisKeys.AUDIT)).isBetween(1000L, 1200L);
        }
    }

    @Test
    void looksThroughSoManyForOnePage() throws Exception {
        try (Jedis jedis = redis.jedis()) {
            jedis.xadd(RedisKeys.AUDIT, new StreamEntryID(1, 0), fields(entry(0, "alice", "api")));
            Pipeline pipeline = jedis.pipelined();
            for (int i = 1; i <= AuditLog.MAX_SCAN; i++) {
                // One a millisecond: before each of them there is no smaller sequence.
                pipeline.xadd(RedisKeys.AUDIT, new StreamEntryID(1 + i, 0), fields(entry(i, "alice", "plan")));
            }
            pipeline.sync();
        }
        AuditFilter apis = new AuditFilter("api", null, null, null, null, null);

        AuditLog.Page first = log.newest(apis, null, 10);
        AuditLog.Page second = log.newest(apis, first.next(), 10);

        assertThat(first.items()).isEmpty();
        assertThat(second.items()).hasSize(1);
        assertThat(second.next()).isNull();
    }

    @Test
    void keepsFormerHoldersOfTheLeaseOut() throws Exception {
        log.expire(Duration.ofDays(1), 2);

        assertThatThrownBy(() -> log.expire(Duration.ofDays(1), 1)).isInstanceOf(FencedException.class);
    }

    private static java.util.Map<String, String> fields(AuditEntry entry) {
        List<String> pairs = AuditFields.write(entry);
        java.util.Map<String, String> fields = new java.util.LinkedHashMap<>();
        for (int i = 0; i < pairs.size(); i += 2) {
            fields.put(pairs.get(i), pairs.get(i + 1));
        }
        return fields;
    }
}
