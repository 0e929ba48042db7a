package io.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.catalog.LimitDefinition;
import io.weir.limit.CounterTable;
import io.weir.limit.LimitSet;
import io.weir.limit.Plans;
import io.weir.limit.Standing;
import io.weir.limit.TakeResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;

/**
 * The script's arithmetic against the counters in Java, which are tested against simpler models, over random steps of a clock of the
 * test's own: here, and only here, the line of the script that asks the server for its time is replaced.
 */
class LimiterScriptIT {
    @RegisterExtension
    static final RedisServerExtension redis = new RedisServerExtension();

    private static final String TIME = "redis.call('TIME')";

    /** Ahead of the server's clock, by which keys expire, further than any test goes. */
    private static final long START = Instant.parse("2040-01-01T00:00:00Z").toEpochMilli() * 1000;

    private static final byte[] ANY_TIME = LimiterCommands.digits(9_000_000_000_000_000L);

    static Stream<LimitSet> sets() {
        long most = LimitDefinition.MAX_COUNT;
        return Stream.of(
                Plans.set("a", Plans.fixed("f", 7, "PT2S")),
                Plans.set("a", Plans.fixed("f", 7, "P1W")),
                Plans.set("a", Plans.fixed("f", 7, "P1M")),
                Plans.set("a", Plans.rolling("r", 7, "PT1S")),
                Plans.set("a", Plans.rolling("r", 40, "PT3S")),
                Plans.set("a", Plans.bucket("b", 7, "PT3S", 5)),
                Plans.set("a", Plans.bucket("b", 1, "PT7S", 3)),
                Plans.set("a", Plans.bucket("b", most - 1, "P31D", 4)),
                Plans.set("a", Plans.bucket("b", 1_000_003, "P1D", most)),
                Plans.set(
                        "a",
                        Plans.fixed("f", 11, "PT3S"),
                        Plans.rolling("r", 9, "PT2S"),
                        Plans.bucket("b", 5, "PT1S", 8),
                        Plans.fixed("g", 1000, "PT1H")));
    }

    @ParameterizedTest
    @MethodSource("sets")
    void countsAsTheModelDoes(LimitSet set) {
        try (Connection connection = redis.open()) {
            for (int seed = 0; seed < 12; seed++) {
                redis.flush();
                compare(connection, set, new SplittableRandom(seed));
            }
        }
    }

    private static void compare(Connection connection, LimitSet set, SplittableRandom random) {
        CounterTable model = CounterTable.ofWholeLimits(100);
        long period = set.limit(0).definition().period().millis() * 1000;
        long now = START + random.nextLong(period);
        for (int step = 0; step < 150; step++) {
            now += pause(random, period);
            int wanted = 1 + random.nextInt(6);

            TakeResult expected = model.take(set, wanted, now);
            TakeResult actual = take(connection, set, wanted, now);

            assertThat(describe(actual, set))
                    .as("step %s at %s of %s", step, now, set)
                    .isEqualTo(describe(expected, set));
        }
    }

    /** At each step: reading before a take says what it will find, reading after it says what it answered, and neither leaves a trace. */
    @ParameterizedTest
    @MethodSource("sets")
    void readsWhatTheNextTakeFindsAndTheLastOneTold(LimitSet set) {
        try (Connection connection = redis.open();
                Jedis jedis = redis.jedis()) {
            for (int seed = 0; seed < 6; seed++) {
                redis.flush();
                SplittableRandom random = new SplittableRandom(seed);
                CounterTable model = CounterTable.ofWholeLimits(100);
                long period = set.limit(0).definition().period().millis() * 1000;
                long now = START + random.nextLong(period);
                for (int step = 0; step < 60; step++) {
                    now += pause(random, period);
                    List<Standing> before = readUnseen(connection, jedis, set, now);
                    TakeResult taken = take(connection, set, 1 + random.nextInt(6), now);
                    model.take(set, taken.granted(), now);
                    List<Standing> after = readUnseen(connection, jedis, set, now);

                    for (int i = 0; i < set.size(); i++) {
                        assertThat(before.get(i).used() + before.get(i).remaining())
                                .isEqualTo(set.limit(i).max());
                        assertThat(before.get(i).remaining() - taken.granted())
                                .as("step %s at %s of %s", step, now, set)
                                .isEqualTo(taken.remaining(i));
                        assertThat(after.get(i)).isEqualTo(model.read(set.limit(i), now));
                        assertThat(after.get(i).remaining()).isEqualTo(taken.remaining(i));
                        assertThat(after.get(i).resetMillis()).isEqualTo(taken.resetMillis(i));
                    }
                }
            }
        }
    }

    private static List<Standing> readUnseen(Connection connection, Jedis jedis, LimitSet set, long nowMicros) {
        List<byte[]> before = dump(jedis, set);
        List<Standing> standings = read(connection, set, nowMicros);
        assertThat(dump(jedis, set)).containsExactlyElementsOf(before);
        return standings;
    }

    private static List<byte[]> dump(Jedis jedis, LimitSet set) {
        List<byte[]> dumped = new ArrayList<>();
        for (int i = 0; i < set.size(); i++) {
            byte[] key = jedis.dump(set.limit(i).keyText());
            dumped.add(key == null ? new byte[0] : key);
        }
        return dumped;
    }

    private static long pause(SplittableRandom random, long period) {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextLong(period + period / 10);
            case 1 -> random.nextLong(3 * period);
            case 2 -> random.nextLong(Math.max(1, period / 64 * 2));
            case 3 -> 0;
            default -> random.nextLong(Math.max(1, period / 40));
        };
    }

    @Test
    void knowsEveryMonth() {
        LimitSet set = Plans.set("a", Plans.fixed("f", 1, "P1M"));
        try (Connection connection = redis.open()) {
            YearMonth first = YearMonth.of(2040, 1);
            for (YearMonth month = first; month.getYear() < 2255; month = month.plusMonths(1)) {
                long from =
                        month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
                long to = month.plusMonths(1)
                        .atDay(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .toEpochMilli();

                assertThat(take(connection, set, 1, from * 1000).granted()).isEqualTo(1);
                assertThat(take(connection, set, 1, to * 1000 - 1).retryMillis())
                        .as("%s", month)
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void keepsARollingWindowInBoundedSpace() {
        LimitSet set = Plans.set("a", Plans.rolling("r", 1_000_000, "PT1S"));
        try (Connection connection = redis.open();
                Jedis jedis = redis.jedis()) {
            for (int i = 0; i < 1000; i++) {
                take(connection, set, 1, START + i * 7_001L);
            }

            assertThat(jedis.hlen(set.limit(0).keyText())).isLessThanOrEqualTo(65 + 3);
        }
    }

    @Test
    void givesEachKeyTheTimeItIsNeeded() {
        LimitSet set = Plans.set(
                "a", Plans.fixed("f", 10, "PT1H"), Plans.rolling("r", 10, "PT64S"), Plans.bucket("b", 10, "PT10S", 10));
        try (Connection connection = redis.open();
                Jedis jedis = redis.jedis()) {
            byte[][] command = LimiterCommands.take(LimiterScript.TAKE.source(), set, ANY_TIME, 4);

            connection.sendCommand(Command.EVAL, command);
            connection.getOne();

            long untilHour = 3_600_000 - System.currentTimeMillis() % 3_600_000;
            assertThat(jedis.pttl(set.limit(0).keyText())).isBetween(untilHour - 5000, untilHour + 1000);
            assertThat(jedis.pttl(set.limit(1).keyText())).isBetween(64_000L, 66_000L);
            assertThat(jedis.pttl(set.limit(2).keyText())).isBetween(1L, 4001L);
        }
    }

    @Test
    void leavesNoTraceOfWhatItRefuses() {
        LimitSet set = Plans.set("a", Plans.fixed("f", 1, "P31D"), Plans.rolling("r", 5, "P31D"));
        try (Connection connection = redis.open();
                Jedis jedis = redis.jedis()) {
            take(connection, set, 1, START);
            byte[] before = jedis.dump(set.limit(1).keyText());

            assertThat(take(connection, set, 1, START + 1000).granted()).isZero();

            assertThat(jedis.dump(set.limit(1).keyText())).isEqualTo(before);
        }
    }

    private static TakeResult take(Connection connection, LimitSet set, int wanted, long nowMicros) {
        byte[][] command = LimiterCommands.take(LimiterScript.TAKE.source(), set, ANY_TIME, wanted);
        return new TakeResult(run(connection, command, nowMicros));
    }

    private static List<Standing> read(Connection connection, LimitSet set, long nowMicros) {
        List<byte[]> command = new ArrayList<>();
        command.add(RedisLimitGauge.READ.text().getBytes(StandardCharsets.UTF_8));
        command.add(LimiterCommands.digits(set.size()));
        for (int i = 0; i < set.size(); i++) {
            command.add(set.limit(i).key());
        }
        command.addAll(List.of(set.arguments()));
        long[] reply = run(connection, command.toArray(byte[][]::new), nowMicros);
        return IntStream.range(0, set.size())
                .mapToObj(i -> Standing.of(set.limit(i), reply[1 + 2 * i], reply[2 + 2 * i], reply[0]))
                .toList();
    }

    /** Runs the script that a command begins with, at a time of the test's own. */
    private static long[] run(Connection connection, byte[][] command, long nowMicros) {
        String source = new String(command[0], StandardCharsets.UTF_8);
        assertThat(source).containsOnlyOnce(TIME);
        byte[][] timed = Arrays.copyOf(command, command.length + 2);
        timed[0] = source.replace(TIME, "{ARGV[#ARGV - 1], ARGV[#ARGV]}").getBytes(StandardCharsets.UTF_8);
        timed[command.length] = LimiterCommands.digits(nowMicros / 1_000_000);
        timed[command.length + 1] = LimiterCommands.digits(nowMicros % 1_000_000);
        connection.sendCommand(Command.EVAL, timed);
        List<?> reply = (List<?>) connection.getOne();
        return reply.stream().mapToLong(number -> (Long) number).toArray();
    }

    private static List<Long> describe(TakeResult result, LimitSet set) {
        List<Long> values = new ArrayList<>();
        values.add((long) result.granted());
        values.add(result.storeMillis());
        values.add(result.retryMillis());
        values.add((long) result.refusing());
        for (int i = 0; i < set.size(); i++) {
            values.add(result.remaining(i));
            values.add(result.resetMillis(i));
        }
        return values;
    }
}
