package io.weir.limit;

import static io.weir.limit.Plans.bucket;
import static io.weir.limit.Plans.fixed;
import static io.weir.limit.Plans.rolling;
import static io.weir.limit.Plans.set;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.catalog.LimitDefinition;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every gauge does whose store answers: it says what the limiter's next answer will. */
public abstract class LimitGaugeContract {
    private static final String LONG = "P31D";

    private Caller caller;

    /** A started limiter on an empty store. */
    protected abstract Limiter limiter();

    /** Reads what that limiter counts. */
    protected abstract LimitGauge gauge();

    @BeforeEach
    void call() {
        caller = new Caller(limiter());
    }

    @AfterEach
    void hangUp() {
        caller.close();
    }

    static Stream<LimitDefinition> algorithms() {
        return Stream.of(fixed("f", 5, LONG), rolling("r", 5, LONG), bucket("b", 2, LONG, 5));
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void saysWhatTheLastAnswerSaidAndTheNextOneWill(LimitDefinition definition) throws Exception {
        LimitSet set = set("api", definition);

        assertThat(read(set).used()).isZero();
        for (int taken = 1; taken <= 5; taken++) {
            LimitDecision answer = caller.ask(set).get(0);
            Standing standing = read(set);

            assertThat(standing.used()).isEqualTo(taken);
            assertThat(standing.used() + standing.remaining()).isEqualTo(5);
            assertThat(standing.remaining()).isEqualTo(answer.remaining(0));
            assertThat(answer.resetMillis(0) - standing.resetMillis()).isBetween(0L, 5000L);
        }
        assertThat(caller.ask(set).get(0).isGranted()).isFalse();
        assertThat(read(set).used()).as("a refusal takes nothing").isEqualTo(5);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void takesNothingHoweverOftenItReads(LimitDefinition definition) throws Exception {
        LimitSet set = set("api", definition);

        for (int i = 0; i < 20; i++) {
            read(set);
        }

        assertThat(caller.ask(set).get(0).remaining(0)).isEqualTo(4);
    }

    @Test
    void saysThatMoreCountsThanALoweredLimitAllows() throws Exception {
        caller.granted(set("api", fixed("f", 10, LONG)), 7);

        Standing standing = read(set("api", fixed("f", 3, LONG)));

        assertThat(standing.used()).isEqualTo(7);
        assertThat(standing.remaining()).isZero();
    }

    @Test
    void readsManyLimitsOfSeveralApisAtOnce() throws Exception {
        Set<Limit> all = new LinkedHashSet<>();
        for (String api : new String[] {"one", "two", "three"}) {
            LimitCompiler compiler =
                    new LimitCompiler(Plans.plan(Plans.per(LimitDefinition.Scope.RESOURCE, fixed("f", 9, LONG))), api);
            for (int i = 0; i < 150; i++) {
                LimitSet set = compiler.compile("app", "GET /" + i).forClient("");
                all.add(set.limit(0));
                if (i % 50 == 0) {
                    caller.granted(set, 1 + i / 50);
                }
            }
        }

        Map<Limit, Standing> standings = gauge().read(all);

        assertThat(standings.keySet()).isEqualTo(new HashSet<>(all));
        assertThat(standings.values().stream().mapToLong(Standing::used).sum()).isEqualTo(3 * (1 + 2 + 3));
    }

    private Standing read(LimitSet set) throws Exception {
        return requireNonNull(gauge().read(Set.of(set.limit(0))).get(set.limit(0)));
    }
}
