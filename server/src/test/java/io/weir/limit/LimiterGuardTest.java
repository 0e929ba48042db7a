package io.weir.limit;

import static io.weir.limit.Plans.fixed;
import static io.weir.limit.Plans.set;
import static io.weir.limit.Plans.withoutStore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.catalog.LimitDefinition;
import io.weir.catalog.LimitDefinition.OnStoreFailure;
import io.weir.catalog.LimitDefinition.Scope;
import io.weir.limit.LimitDecision.Outcome;
import io.weir.limit.LimitDecision.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LimiterGuardTest {
    private static final String LONG = "P31D";
    private static final int MAX_IN_FLIGHT = 6;

    private final FakeSharedLimiter store = new FakeSharedLimiter();
    private final AtomicLong nanos = new AtomicLong();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final LimiterGuard guard = guard("n1", "n1", "n2", "n3");
    private final Caller caller = new Caller(guard);

    private LimiterGuard guard(String self, String... lastSeen) {
        LiveNodes nodes = new LiveNodes() {
            @Override
            public String self() {
                return self;
            }

            @Override
            public List<String> lastSeen() {
                return List.of(lastSeen);
            }
        };
        return new LimiterGuard(
                store,
                nodes,
                new LimiterSettings(Duration.ofMillis(50), Duration.ofMillis(50), MAX_IN_FLIGHT, 100, 100),
                nanos::get,
                InstantSource.fixed(Instant.ofEpochSecond(1_800_000_000)),
                new SplittableRandom(1),
                metrics);
    }

    private void start() {
        assertThat(Caller.await(guard.start().toCompletableFuture())).isTrue();
    }

    @AfterEach
    void stop() {
        store.release();
        Caller.await(guard.stop().toCompletableFuture());
        caller.close();
    }

    @Test
    void mergesEqualSetsOfWhatGatheredDuringATripIntoOneQuestion() throws InterruptedException {
        start();
        LimitSet first = set("a", fixed("f", 100, LONG));
        LimitSet second = set("b", fixed("f", 100, LONG));
        store.hold();

        List<CompletableFuture<LimitDecision>> one = caller.askLater(first);
        store.awaitTrip();
        List<CompletableFuture<LimitDecision>> two = caller.askLater(first, second, first);
        List<CompletableFuture<LimitDecision>> three = caller.askLater(second);
        await().until(() -> gauge("weir.limit.queue.checks") == 5);
        store.release();

        Stream.of(one, two, three)
                .flatMap(List::stream)
                .forEach(answer -> assertThat(Caller.await(answer).isGranted()).isTrue());
        assertThat(store.trips()).hasSize(2);
        assertThat(store.trips().get(1).takes()).extracting(Take::wanted).containsExactly(2, 2);
        assertThat(gauge("weir.limit.queue.checks")).isZero();
    }

    @Test
    void grantsInOrderOfArrivalOverEventLoops() throws InterruptedException {
        start();
        LimitSet set = set("a", fixed("f", 4, LONG));
        try (Caller other = new Caller(guard)) {
            store.hold();
            caller.askLater(set);
            store.awaitTrip();
            List<CompletableFuture<LimitDecision>> earlier = other.askLater(set, set);
            await().until(() -> gauge("weir.limit.queue.checks") == 3);
            List<CompletableFuture<LimitDecision>> later = caller.askLater(set, set, set);
            await().until(() -> gauge("weir.limit.queue.checks") == 6);
            store.release();

            assertThat(earlier.stream().map(Caller::await)).allMatch(LimitDecision::isGranted);
            assertThat(later.stream().map(Caller::await).map(LimitDecision::isGranted))
                    .containsExactly(true, false, false);
        }
    }

    @Test
    void asksNobodyWhileARefusalHolds() {
        start();
        LimitSet set = set("a", fixed("f", 2, "PT10S"));
        caller.granted(set, 3);

        assertThat(caller.granted(set, 5)).isZero();
        nanos.addAndGet(4_000_000_000L);
        LimitDecision refusal = caller.ask(set).get(0);

        assertThat(store.trips()).hasSize(1);
        assertThat(refusal.source()).isEqualTo(Source.REMEMBERED);
        assertThat(refusal.isApproximate()).isFalse();
        assertThat(refusal.retryMillis()).isEqualTo(6000);
        assertThat(refusal.resetMillis(0)).isEqualTo(6000);
        assertThat(decisions("remembered", "limited")).isEqualTo(6);
    }

    @Test
    void asksAgainWhenTheToldTimeIsOver() {
        start();
        LimitSet set = set("a", fixed("f", 2, "PT10S"));
        caller.granted(set, 3);

        nanos.addAndGet(10_000_000_000L);
        store.advance(10_000_000);

        assertThat(caller.granted(set, 1)).isEqualTo(1);
    }

    @Test
    void recallsARefusalForEverySetWithThatLimit() {
        start();
        LimitDefinition all = Plans.per(Scope.API, fixed("all", 2, LONG));
        LimitCompiler compiler = new LimitCompiler(Plans.plan(all, fixed("mine", 50, LONG)), "a");
        caller.granted(compiler.compile("one", "/").forClient(""), 3);

        LimitDecision refusal =
                caller.ask(compiler.compile("two", "/").forClient("")).get(0);

        assertThat(store.trips()).hasSize(1);
        assertThat(refusal.refusedBy()).extracting(Limit::name).isEqualTo("all");
        assertThat(refusal.remaining(0)).isZero();
        assertThat(refusal.remaining(1)).isEqualTo(50);
    }

    @Test
    void forgetsWhatTheStoreToldWhenToldTo() {
        start();
        LimitSet set = set("a", fixed("f", 2, LONG));
        caller.granted(set, 3);

        guard.forgetStore();
        caller.granted(set, 1);

        assertThat(store.trips()).hasSize(2);
    }

    @Test
    void remembersNoRefusalThatWasAskedForBeforeForgetting() throws InterruptedException {
        start();
        LimitSet set = set("a", fixed("f", 1, LONG));
        store.hold();
        List<CompletableFuture<LimitDecision>> answers = caller.askLater(set, set);
        store.awaitTrip();
        guard.forgetStore();
        store.release();
        answers.forEach(Caller::await);

        caller.granted(set, 1);

        assertThat(store.trips()).hasSize(2);
    }

    @Test
    void decidesAloneWhatWouldWaitBeyondTheBound() throws InterruptedException {
        start();
        LimitSet set = set("a", fixed("f", 90, LONG));
        LimitSet[] full = new LimitSet[MAX_IN_FLIGHT];
        Arrays.fill(full, set);
        store.hold();
        List<CompletableFuture<LimitDecision>> waiting = caller.askLater(full);
        store.awaitTrip();

        LimitDecision beyond = caller.ask(set).get(0);
        store.release();

        assertThat(beyond.isApproximate()).isTrue();
        assertThat(beyond.isGranted()).isTrue();
        assertThat(waiting.stream().map(Caller::await)).noneMatch(LimitDecision::isApproximate);
        assertThat(metrics.counter("weir.limit.queue.overflows").count()).isEqualTo(1);
        await().until(() -> store.reported().size() == 1);
    }

    @Test
    void grantsItsShareWhileTheStoreIsAway() {
        store.leave();
        assertThat(Caller.await(guard.start().toCompletableFuture())).isFalse();

        assertThat(caller.granted(set("a", fixed("f", 10, LONG)), 10)).isEqualTo(4);
        assertThat(gauge("weir.limit.store.up")).isZero();
        assertThat(decisions("local", "granted")).isEqualTo(4);
        assertThat(decisions("local", "limited")).isEqualTo(6);
    }

    @Test
    void grantsNoMoreThanItsPartOfWhatRemainedWhenLastTold() {
        start();
        LimitSet set = set("a", fixed("f", 6, LONG));
        assertThat(caller.granted(set, 4)).isEqualTo(4);

        store.leave();

        assertThat(caller.granted(set, 6)).isEqualTo(1);
    }

    @Test
    void keepsTheAnswersThatCameBeforeATripFailed() {
        start();
        store.failAfter(1);

        List<LimitDecision> decisions =
                caller.ask(set("a", fixed("f", 9, LONG)), set("b", fixed("f", 9, LONG)), set("a", fixed("f", 9, LONG)));

        assertThat(decisions)
                .extracting(LimitDecision::source)
                .containsExactly(Source.STORE, Source.LOCAL, Source.STORE);
        assertThat(decisions).allMatch(LimitDecision::isGranted);
        assertThat(metrics.counter("weir.limit.trips", "outcome", "timeout").count())
                .isEqualTo(1);
        assertThat(metrics.counter("weir.limit.undecided", "reason", "timeout").count())
                .isEqualTo(1);
    }

    @Test
    void decidesAloneWhatTheStoreCameToTooLate() {
        start();
        store.beLate(1);

        LimitDecision decision = caller.ask(set("a", fixed("f", 9, LONG))).get(0);

        assertThat(decision.source()).isEqualTo(Source.LOCAL);
        assertThat(guard.isStoreUp()).isTrue();
        assertThat(metrics.counter("weir.limit.undecided", "reason", "late").count())
                .isEqualTo(1);
    }

    @Test
    void reportsWhatItGrantedAloneBeforeItAsksAgain() {
        start();
        store.leave();
        LimitSet set = set("a", fixed("f", 9, LONG), Plans.rolling("r", 90, LONG));
        LimitSet other = set("b", fixed("f", 9, LONG));
        assertThat(caller.granted(set, 5) + caller.granted(other, 1)).isEqualTo(4);

        store.comeBack();
        await().until(() -> guard.isStoreUp() && store.reported().size() == 2);

        Trip trip = store.trips().get(store.trips().size() - 1);
        assertThat(trip.reports())
                .flatExtracting(LocalReport::lines)
                .extracting(LocalReport.Line::amount)
                .containsExactly(3L, 3L, 1L);
    }

    @Test
    void repeatsAReportUnderItsKeyUntilItIsAcknowledged() {
        start();
        store.leave();
        caller.granted(set("a", fixed("f", 9, LONG)), 1);

        store.failTrips(2);
        store.comeBack();
        await().until(() -> store.reported().size() == 1);

        List<LocalReport> sent =
                store.trips().stream().flatMap(trip -> trip.reports().stream()).toList();
        assertThat(sent)
                .hasSize(3)
                .extracting(LocalReport::key)
                .containsOnly(sent.get(0).key());
        assertThat(metrics.counter("weir.limit.reports").count()).isEqualTo(1);
    }

    @Test
    void doesAsThePlanSaysWhileTheStoreIsAway() {
        store.leave();
        Caller.await(guard.start().toCompletableFuture());
        LimitSet open = set("a", withoutStore(OnStoreFailure.ALLOW, fixed("f", 3, LONG)));
        LimitSet shut = set("a", fixed("g", 300, LONG), withoutStore(OnStoreFailure.REJECT, fixed("f", 3, LONG)));

        assertThat(caller.granted(open, 100)).isEqualTo(100);
        LimitDecision refusal = caller.ask(shut).get(0);

        assertThat(refusal.outcome()).isEqualTo(Outcome.STORE_AWAY);
        assertThat(refusal.refusedBy()).isEqualTo(shut.limit(1));
        assertThat(refusal.remaining(0)).isEqualTo(100);
        assertThat(decisions("local", "store-away")).isEqualTo(1);
    }

    @Test
    void asksAnotherStoreFromTheNextTripOnAndForgetsTheFormer() throws Exception {
        start();
        LimitSet set = set("a", fixed("f", 2, LONG));
        assertThat(caller.granted(set, 3)).isEqualTo(2);
        FakeSharedLimiter other = new FakeSharedLimiter();

        guard.moveTo(guard.connect(other), Duration.ofMillis(80));

        await().until(() -> caller.ask(set).get(0).source() == Source.STORE);
        assertThat(guard.isStoreUp()).isTrue();
        assertThat(store.trips()).hasSize(1);
        assertThat(other.trips()).isNotEmpty();
    }

    @Test
    void finishesTheTripUnderWayBeforeItAsksAnotherStore() throws Exception {
        start();
        LimitSet set = set("a", fixed("f", 9, LONG));
        FakeSharedLimiter other = new FakeSharedLimiter();
        StandbySession standby = guard.connect(other);
        store.hold();
        List<CompletableFuture<LimitDecision>> before = caller.askLater(set);
        store.awaitTrip();

        guard.moveTo(standby, Duration.ofMillis(50));
        List<CompletableFuture<LimitDecision>> after = caller.askLater(set);
        store.release();

        assertThat(Caller.await(before.get(0)).source()).isEqualTo(Source.STORE);
        assertThat(Caller.await(after.get(0)).source()).isEqualTo(Source.STORE);
        assertThat(store.trips()).hasSize(1);
        assertThat(other.trips()).hasSize(1);
    }

    @Test
    void leavesAStoreThatIsAwayAndTellsTheNextNothingOfIt() throws Exception {
        start();
        store.leave();
        LimitSet set = set("a", fixed("f", 9, LONG));
        assertThat(caller.granted(set, 5)).isEqualTo(3);
        FakeSharedLimiter other = new FakeSharedLimiter();

        guard.moveTo(guard.connect(other), Duration.ofMillis(50));

        await().until(() -> guard.isStoreUp());
        assertThat(caller.granted(set, MAX_IN_FLIGHT)).isEqualTo(MAX_IN_FLIGHT);
        assertThat(other.reported()).isEmpty();
        store.comeBack();
        other.failTrips(1);
        caller.granted(set, 1);
        await().until(() -> guard.isStoreUp());
        assertThat(store.reported()).isEmpty();
    }

    @Test
    void staysWhereItIsWhenAnotherStoreDoesNotCount() {
        start();
        FakeSharedLimiter other = new FakeSharedLimiter();
        other.leave();

        assertThatThrownBy(() -> guard.connect(other)).isInstanceOf(SharedLimiterException.class);

        assertThat(caller.ask(set("a", fixed("f", 9, LONG))).get(0).source()).isEqualTo(Source.STORE);
        assertThat(store.trips()).hasSize(1);
    }

    @Test
    void answersAfterItWasStopped() {
        start();
        Caller.await(guard.stop().toCompletableFuture());

        assertThat(caller.ask(set("a", fixed("f", 9, LONG))).get(0).source()).isEqualTo(Source.LOCAL);
    }

    private double gauge(String name) {
        return metrics.get(name).gauge().value();
    }

    private double decisions(String source, String outcome) {
        return metrics.get("weir.limit.decisions")
                .tags("source", source, "outcome", outcome)
                .functionCounter()
                .count();
    }
}
