package io.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.limit.LimitDecision;
import io.weir.limit.LimitDecision.Source;
import io.weir.limit.LimitSet;
import io.weir.limit.Plans;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/** What a real server can answer besides the answer. */
class RedisLimiterSessionIT {
    @RegisterExtension
    static final RedisServerExtension redis = new RedisServerExtension();

    private static final LimitSet SET = Plans.set("a", Plans.fixed("f", 1_000_000, "P31D"));

    private final Jedis jedis = redis.jedis();
    private final LimiterNode node = LimiterNode.patient(redis);

    @BeforeEach
    void countFromHere() {
        jedis.configResetStat();
    }

    @AfterEach
    void stop() {
        node.close();
        jedis.close();
        try (Jedis fresh = redis.jedis()) {
            fresh.configSet("maxmemory", "0");
            fresh.configSet("min-replicas-to-write", "0");
            fresh.replicaofNoOne();
        }
    }

    @Test
    void sendsAForgottenScriptOnce() {
        assertThat(ask(SET).source()).isEqualTo(Source.STORE);
        jedis.scriptFlush();
        jedis.configResetStat();

        LimitSet other = Plans.set("b", Plans.fixed("f", 10, "P31D"));
        assertThat(node.caller().ask(SET, other, SET)).allMatch(decision -> decision.source() == Source.STORE);

        assertThat(jedis.info("commandstats")).contains("cmdstat_eval:calls=1,");
        assertThat(ask(SET).remaining(0)).isEqualTo(1_000_000 - 4);
    }

    @ParameterizedTest
    @CsvSource({"oom, maxmemory, 1", "noreplicas, min-replicas-to-write, 1"})
    void decidesAloneWhileTheServerRefusesWrites(String outcome, String setting, String value) {
        ask(SET);
        jedis.configSet(setting, value);

        assertThat(ask(SET).source()).isEqualTo(Source.LOCAL);
        assertThat(node.count("weir.limit.trips", "outcome", outcome)).isEqualTo(1);
        assertThat(ask(SET).source()).isEqualTo(Source.LOCAL);

        jedis.configSet(setting, "0");
        await().until(() -> ask(SET).source() == Source.STORE);
        assertThat(charged(SET)).isEqualTo(granted());
    }

    @Test
    void decidesAloneWhileTheServerIsAReplica() {
        ask(SET);
        jedis.replicaof("127.0.0.1", 1);

        assertThat(ask(SET).source()).isEqualTo(Source.LOCAL);
        assertThat(node.count("weir.limit.trips", "outcome", "readonly")).isEqualTo(1);

        jedis.replicaofNoOne();
        await().until(() -> ask(SET).source() == Source.STORE);
        assertThat(charged(SET)).isEqualTo(granted());
    }

    @Test
    void suffersNothingElseFromASpoiltKey() {
        LimitSet spoilt = Plans.set("b", Plans.fixed("f", 10, "P31D"));
        jedis.set(spoilt.limit(0).keyText(), "no hash");

        assertThat(node.caller().ask(SET, spoilt, SET))
                .extracting(LimitDecision::source)
                .containsExactly(Source.STORE, Source.LOCAL, Source.STORE);
        assertThat(node.guard().isStoreUp()).isTrue();
        assertThat(node.count("weir.limit.undecided", "reason", "error")).isEqualTo(1);
    }

    @Test
    void findsABrokenConnectionBeforeARequestDoes() {
        ask(SET);
        jedis.clientKill(
                ClientKillParams.clientKillParams().type(ClientType.NORMAL).skipMe(ClientKillParams.SkipMe.YES));
        assertThat(jedis.clientList()).doesNotContain("name=weir-test");

        await().atMost(Duration.ofSeconds(5))
                .until(() -> jedis.clientList().contains("name=weir-test")
                        && node.guard().isStoreUp());

        assertThat(ask(SET).source()).isEqualTo(Source.STORE);
    }

    @Test
    void comesBackAfterARestart() {
        ask(SET);
        redis.restart();

        await().atMost(Duration.ofSeconds(5)).until(() -> ask(SET).source() == Source.STORE);

        try (Jedis again = redis.jedis()) {
            assertThat(Long.parseLong(again.hget(SET.limit(0).keyText(), "c"))).isEqualTo(granted());
        }
    }

    private LimitDecision ask(LimitSet set) {
        return node.caller().ask(set).get(0);
    }

    private long charged(LimitSet set) {
        return Long.parseLong(jedis.hget(set.limit(0).keyText(), "c"));
    }

    private long granted() {
        return (long) (node.count("weir.limit.decisions", "source", "store", "outcome", "granted")
                + node.count("weir.limit.decisions", "source", "local", "outcome", "granted"));
    }
}
