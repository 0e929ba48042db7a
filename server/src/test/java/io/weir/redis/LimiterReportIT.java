package io.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.limit.LimitSet;
import io.weir.limit.LocalReport;
import io.weir.limit.Plans;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;

class LimiterReportIT {
    @RegisterExtension
    static final RedisServerExtension redis = new RedisServerExtension();

    private static final LimitSet SET = Plans.set(
            "a", Plans.fixed("f", 10, "PT1H"), Plans.rolling("r", 10, "PT1H"), Plans.bucket("b", 10, "PT1H", 10));

    private Jedis jedis;

    @BeforeEach
    void connect() {
        jedis = redis.jedis();
    }

    @AfterEach
    void disconnect() {
        jedis.close();
    }

    @Test
    void chargesOnceHoweverOftenItComes() {
        long now = nowMillis();

        assertThat(report("one", 4, now)).isEqualTo(1);
        assertThat(report("one", 4, now)).isZero();
        assertThat(report("two", 1, now)).isEqualTo(1);

        assertThat(remaining()).containsExactly(5L, 5L, 5L);
    }

    @Test
    void chargesBeyondTheLimitWhatWasGranted() {
        report("one", 25, nowMillis());

        assertThat(remaining()).containsExactly(0L, 0L, 0L);
    }

    @Test
    void leavesOutWhatCountsNoMore() {
        report("one", 4, nowMillis() - 3_700_000);

        assertThat(remaining()).containsExactly(10L, 10L, 6L);
    }

    @Test
    void isRememberedForADay() {
        report("one", 1, nowMillis());

        assertThat(jedis.pttl("weir:{api:a}:report:one")).isBetween(86_000_000L, 86_400_000L);
    }

    private long report(String id, long amount, long grantedMillis) {
        List<LocalReport.Line> lines = IntStream.range(0, SET.size())
                .mapToObj(i -> new LocalReport.Line(SET.limit(i), amount, grantedMillis))
                .toList();
        byte[][] command = LimiterCommands.report(
                LimiterScript.REPORT.source(), new LocalReport("weir:{api:a}:report:" + id, lines));
        return (Long) ((List<?>) jedis.sendCommand(Command.EVAL, command)).get(0);
    }

    /** What remains of each limit; asks for none. */
    private List<Long> remaining() {
        byte[] anyTime = LimiterCommands.digits(9_000_000_000_000_000L);
        byte[][] command = LimiterCommands.take(LimiterScript.TAKE.source(), SET, anyTime, 0);
        List<?> reply = (List<?>) jedis.sendCommand(Command.EVAL, command);
        return List.of((Long) reply.get(4), (Long) reply.get(6), (Long) reply.get(8));
    }

    private long nowMillis() {
        List<String> time = jedis.time();
        return Long.parseLong(time.get(0)) * 1000 + Long.parseLong(time.get(1)) / 1000;
    }
}
