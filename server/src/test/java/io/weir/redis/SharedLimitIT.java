package io.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.catalog.LimitDefinition;
import io.weir.limit.Caller;
import io.weir.limit.LimitSet;
import io.weir.limit.LimiterSettings;
import io.weir.limit.Plans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two nodes on one Redis, which at times does not answer. */
class SharedLimitIT {
    @RegisterExtension
    static final RedisServerExtension redis = new RedisServerExtension();

    private static final Duration COMMAND_TIMEOUT = Duration.ofMillis(50);
    private static final int THREADS = 4;

    private final List<LimiterNode> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(LimiterNode::close);
    }

    static Stream<LimitDefinition> algorithms() {
        return Stream.of(
                Plans.fixed("f", 1000, "P31D"), Plans.rolling("r", 1000, "P31D"), Plans.bucket("b", 1, "P31D", 1000));
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void grantsExactlyTheCountOverAllNodesAndThreads(LimitDefinition limit) {
        start(LimiterNode.PATIENT);
        LimitSet set = Plans.set("a", limit, Plans.fixed("wide", 1_000_000, "P31D"));
        AtomicInteger granted = new AtomicInteger();

        inParallel(caller -> {
            for (int i = 0; i < 60; i++) {
                granted.addAndGet(caller.granted(set, 1 + i % 7));
            }
        });

        assertThat(granted).hasValue(1000);
    }

    @Test
    void holdsSharesWhileRedisHangsAndIsExactAgainAfter() {
        start(new LimiterSettings(COMMAND_TIMEOUT, Duration.ofMillis(500), 10_000, 1000, 1000));
        // An odd rest: the first node was told one more than the second, and their parts must add up to the rest all
        // the same.
        LimitSet set = Plans.set("a", Plans.fixed("f", 3001, "P31D"));
        int before =
                nodes.stream().mapToInt(node -> node.caller().granted(set, 500)).sum();
        int told =
                nodes.stream().mapToInt(node -> node.caller().granted(set, 1)).sum();

        redis.pause();
        List<Integer> alone = new ArrayList<>();
        long slowest;
        try (Hiccups hiccups = new Hiccups()) {
            slowest = slowestCall(() -> nodes.forEach(node -> alone.add(grantedUntilRefused(node, set, 3001))))
                    - hiccups.longestMillis();
        }
        redis.resume();
        long resumed = System.nanoTime();
        await().atMost(Duration.ofSeconds(5)).pollInterval(Duration.ofMillis(5)).until(this::allUp);
        long millisToReturn = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - resumed);

        assertThat(before + told).isEqualTo(1002);
        assertThat(alone).allSatisfy(granted -> assertThat(granted).isLessThanOrEqualTo(1000));
        assertThat(slowest)
                .as("slowest call, ms, less what the machine held up")
                .isLessThanOrEqualTo(100);
        assertThat(millisToReturn).as("ms until exact again").isLessThanOrEqualTo(2000);
        int after = nodes.stream()
                .mapToInt(node -> grantedUntilRefused(node, set, 3001))
                .sum();
        assertThat(before + told + alone.stream().mapToInt(Integer::intValue).sum() + after)
                .isEqualTo(3001);
    }

    @Test
    void chargesNothingForWhatItWasSentBeforeItHung() {
        start(new LimiterSettings(COMMAND_TIMEOUT, Duration.ofMillis(500), 10_000, 1000, 1000));
        LimitSet set = Plans.set(
                "a", Plans.withoutStore(LimitDefinition.OnStoreFailure.REJECT, Plans.fixed("f", 3000, "P31D")));
        nodes.forEach(node -> node.caller().granted(set, 1));

        redis.pause();
        nodes.forEach(node -> assertThat(node.caller().granted(set, 100)).isZero());
        redis.resume();
        await().until(this::allUp);

        assertThat(nodes.get(0).caller().ask(set).get(0).remaining(0)).isEqualTo(3000 - 3);
    }

    private boolean allUp() {
        return nodes.stream().allMatch(node -> node.guard().isStoreUp());
    }

    private void start(LimiterSettings settings) {
        for (String id : List.of("n1", "n2")) {
            LimiterNode node = new LimiterNode(new RedisLimiter(redis.connections()), settings, id, "n1", "n2");
            nodes.add(node);
            BooleanSupplier isUp = () -> node.guard().isStoreUp();
            if (!node.start()) {
                await().until(isUp::getAsBoolean);
            }
        }
    }

    private static int grantedUntilRefused(LimiterNode node, LimitSet set, int most) {
        int granted = 0;
        boolean goOn = true;
        while (goOn && granted < most) {
            int now = node.caller().granted(set, 10);
            granted += now;
            goOn = now == 10;
        }
        return granted;
    }

    /** The slowest of the calls made by nodes' callers meanwhile, in milliseconds. */
    private long slowestCall(Runnable calls) {
        nodes.forEach(node -> node.caller().startTiming());
        calls.run();
        return nodes.stream()
                .mapToLong(node -> node.caller().slowestMillis())
                .max()
                .orElse(0);
    }

    private void inParallel(java.util.function.Consumer<Caller> work) {
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (LimiterNode node : nodes) {
            for (int i = 0; i < THREADS; i++) {
                threads.add(CompletableFuture.runAsync(() -> {
                    try (Caller caller = new Caller(node.guard())) {
                        work.accept(caller);
                    }
                }));
            }
        }
        threads.forEach(CompletableFuture::join);
    }
}
