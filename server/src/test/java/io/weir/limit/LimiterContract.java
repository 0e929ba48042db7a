package io.weir.limit;

import static io.weir.limit.Plans.bucket;
import static io.weir.limit.Plans.fixed;
import static io.weir.limit.Plans.per;
import static io.weir.limit.Plans.rolling;
import static io.weir.limit.Plans.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.catalog.LimitDefinition;
import io.weir.catalog.LimitDefinition.Scope;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every limiter does whose store answers. */
public abstract class LimiterContract {
    private static final String LONG = "P31D";

    private Caller caller;

    /** A started limiter on an empty store. */
    protected abstract Limiter limiter();

    @BeforeEach
    void call() {
        caller = new Caller(limiter());
    }

    @AfterEach
    void hangUp() {
        caller.close();
    }

    static Stream<LimitDefinition> algorithms() {
        return Stream.of(fixed("f", 5, LONG), rolling("r", 5, LONG), bucket("b", 5, LONG, 5));
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void grantsTheCountAndNoMore(LimitDefinition limit) {
        LimitSet set = set("api", limit);

        List<LimitDecision> first = caller.ask(set, set, set);
        List<LimitDecision> then = caller.ask(set, set, set, set);

        assertThat(first).allMatch(LimitDecision::isGranted);
        assertThat(then).extracting(LimitDecision::isGranted).containsExactly(true, true, false, false);
        assertThat(then).noneMatch(LimitDecision::isApproximate);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void tellsEachCallerWhatRemainsAfterIt(LimitDefinition limit) {
        LimitSet set = set("api", limit);

        List<LimitDecision> decisions = caller.ask(set, set, set, set, set, set);

        assertThat(decisions).extracting(decision -> decision.remaining(0)).containsExactly(4L, 3L, 2L, 1L, 0L, 0L);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void namesTheLimitThatRefusesAndWhenItFrees(LimitDefinition limit) {
        LimitSet set = set("api", fixed("wide", 1000, LONG), limit);

        caller.granted(set, 5);
        LimitDecision refusal = caller.ask(set).get(0);

        assertThat(refusal.outcome()).isEqualTo(LimitDecision.Outcome.LIMITED);
        assertThat(refusal.refusedBy()).isEqualTo(set.limit(1));
        assertThat(refusal.tightest()).isEqualTo(1);
        assertThat(refusal.retryMillis()).isBetween(1L, 32L * 24 * 3600 * 1000);
        assertThat(refusal.remaining(0)).isEqualTo(995);
    }

    @Test
    void takesFromAllLimitsOrFromNone() {
        LimitDefinition tight = fixed("tight", 2, LONG);
        LimitDefinition wide = rolling("wide", 10, LONG);
        LimitDefinition bucket = bucket("bucket", 1, LONG, 10);
        LimitSet both = set("api", wide, tight, bucket);

        assertThat(caller.granted(both, 7)).isEqualTo(2);

        LimitDecision other = caller.ask(set("api", wide, bucket)).get(0);
        assertThat(other.remaining(0)).isEqualTo(7);
        assertThat(other.remaining(1)).isEqualTo(7);
    }

    @Test
    void countsByScope() {
        LimitDefinition[] limits = {
            per(Scope.API, fixed("all", 100, LONG)),
            per(Scope.APPLICATION, fixed("mine", 50, LONG)),
            per(Scope.RESOURCE, fixed("path", 20, LONG)),
            per(Scope.IP, fixed("client", 10, LONG))
        };
        LimitCompiler compiler = new LimitCompiler(Plans.plan(limits), "api");

        caller.ask(compiler.compile("a", "/x").forClient("192.0.2.1"));
        caller.ask(compiler.compile("b", "/x").forClient("192.0.2.1"));
        caller.ask(compiler.compile("a", "/y").forClient("192.0.2.2"));
        LimitDecision decision =
                caller.ask(compiler.compile("a", "/x").forClient("192.0.2.1")).get(0);

        assertThat(IntStream.range(0, 4).mapToObj(decision::remaining)).containsExactly(96L, 47L, 18L, 7L);
    }

    @Test
    void keepsTheCounterWhenTheCountChanges() {
        caller.granted(set("api", fixed("f", 10, LONG)), 4);

        LimitDecision raised = caller.ask(set("api", fixed("f", 20, LONG))).get(0);
        LimitDecision lowered = caller.ask(set("api", fixed("f", 3, LONG))).get(0);

        assertThat(raised.remaining(0)).isEqualTo(15);
        assertThat(lowered.isGranted()).isFalse();
    }

    @Test
    void countsAfreshWhenPeriodOrAlgorithmChanges() {
        caller.granted(set("api", fixed("f", 10, LONG)), 4);

        assertThat(caller.ask(set("api", fixed("f", 10, "P30D"))).get(0).remaining(0))
                .isEqualTo(9);
        assertThat(caller.ask(set("api", rolling("f", 10, LONG))).get(0).remaining(0))
                .isEqualTo(9);
    }

    @Test
    void countsApisApart() {
        assertThat(caller.granted(set("api", fixed("f", 2, LONG)), 3)).isEqualTo(2);
        assertThat(caller.granted(set("api2", fixed("f", 2, LONG)), 3)).isEqualTo(2);
    }

    @Test
    void staysExactAtTheLargestCount() {
        long most = LimitDefinition.MAX_COUNT;
        LimitSet set = set("api", fixed("f", most, LONG), rolling("r", most, LONG), bucket("b", 1, LONG, most));

        LimitDecision decision = caller.ask(set, set, set).get(2);

        assertThat(IntStream.range(0, 3).mapToObj(decision::remaining)).containsExactly(most - 3, most - 3, most - 3);
    }

    @Test
    void letsEverythingPassWithoutLimits() {
        assertThat(caller.granted(set("api"), 1000)).isEqualTo(1000);
    }
}
