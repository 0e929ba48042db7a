package io.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.catalog.StoreUnavailableException;
import io.weir.limit.LimitGauge;
import io.weir.limit.LimitGaugeContract;
import io.weir.limit.LimitSet;
import io.weir.limit.Limiter;
import io.weir.limit.Plans;
import io.weir.limit.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;

class RedisLimitGaugeIT extends LimitGaugeContract {
    @RegisterExtension
    static final RedisServerExtension redis = new RedisServerExtension();

    private final List<LimiterNode> nodes = new ArrayList<>();
    private final RedisLimitGauge gauge = new RedisLimitGauge(redis.connections());

    @Override
    protected Limiter limiter() {
        LimiterNode node = LimiterNode.patient(redis);
        nodes.add(node);
        return node.guard();
    }

    @Override
    protected LimitGauge gauge() {
        return gauge;
    }

    @AfterEach
    void stop() {
        nodes.forEach(LimiterNode::close);
        gauge.close();
    }

    @Test
    void makesNoKey() throws Exception {
        LimitSet set = Plans.set("a", Plans.fixed("f", 9, "PT1H"), Plans.rolling("r", 9, "PT1H"));

        gauge.read(Set.of(set.limit(0), set.limit(1)));

        try (Jedis jedis = redis.jedis()) {
            assertThat(jedis.exists(set.limit(0).keyText(), set.limit(1).keyText()))
                    .isZero();
        }
    }

    @Test
    void goesByTheStoresClock() throws Exception {
        LimitSet set = Plans.set("a", Plans.fixed("f", 9, "P1D"));

        Standing standing =
                Objects.requireNonNull(gauge.read(Set.of(set.limit(0))).get(set.limit(0)));
        Instant end = standing.resetsAt();

        assertThat(end.toEpochMilli() % Duration.ofDays(1).toMillis()).isZero();
        assertThat(Duration.between(Instant.now(), end)).isBetween(Duration.ofSeconds(-5), Duration.ofDays(1));
    }

    @Test
    void loadsItsScriptAgainWhereTheServerForgotIt() throws Exception {
        LimitSet set = Plans.set("a", Plans.fixed("f", 9, "PT1H"));
        gauge.read(Set.of(set.limit(0)));

        try (Jedis jedis = redis.jedis()) {
            jedis.scriptFlush();
        }

        assertThat(gauge.read(Set.of(set.limit(0)))).hasSize(1);
    }

    @Test
    void saysSoonThatTheStoreHangs() {
        LimitSet set = Plans.set("a", Plans.fixed("f", 9, "PT1H"));
        redis.pause();
        long begin = System.nanoTime();

        assertThatThrownBy(() -> gauge.read(Set.of(set.limit(0)))).isInstanceOf(StoreUnavailableException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
        redis.resume();
    }
}
