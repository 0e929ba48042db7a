package io.weir.benchmarks;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.catalog.LimitDefinition;
import io.weir.catalog.LimitDefinition.OnStoreFailure;
import io.weir.catalog.Organization;
import io.weir.catalog.Period;
import io.weir.catalog.Plan;
import io.weir.limit.LimitCompiler;
import io.weir.limit.LimitDecision;
import io.weir.limit.LimitSet;
import io.weir.limit.LimiterBatcher;
import io.weir.limit.LimiterGuard;
import io.weir.limit.LimiterSettings;
import io.weir.limit.LiveNodes;
import io.weir.time.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A check's whole way through a node's limiter, without a server: gathered in a turn of the event loop, handed over as a list, merged
 * with its like, encoded, decided and handed back. The benchmark's thread is the event loop. A figure is of one check; two threads share
 * the work, so it takes two processors to be meant as time, while bytes allocated ({@code -prof gc}) count both threads' anywhere.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LimiterBatchBenchmark {
    private static final int CHECKS = 256;
    private static final String SELF = "n-benchmark";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How many checks a turn of the event loop gathers. */
    @Param({"1", "16", "256"})
    private int batch;

    /** How many sets are asked for in turn: 1 is one busy application, {@value #CHECKS} are as many that share nothing. */
    @Param({"1", "256"})
    private int sets;

    private final Queue<Runnable> turns = new ConcurrentLinkedQueue<>();
    private final LimiterGuard guard = newGuard();
    private final LimiterBatcher batcher = new LimiterBatcher(guard, turns::add);
    private final Consumer<LimitDecision> handler = this::decided;
    private LimitSet[] asked = {};
    private int answered;

    /** Compiles the sets and starts the limiter's threads. */
    @Setup(Level.Trial)
    public void start() throws Exception {
        LimitDefinition hour = new LimitDefinition(
                "hour",
                LimitDefinition.Scope.APPLICATION,
                LimitDefinition.MAX_COUNT,
                Period.parse("PT1H"),
                LimitDefinition.Algorithm.FIXED,
                null,
                OnStoreFailure.APPROXIMATE);
        LimitCompiler compiler = new LimitCompiler(
                new Plan("gold", "Gold", null, List.of(hour), Plan.Approval.AUTO, Organization.DEFAULT), "shop");
        asked = new LimitSet[sets];
        for (int i = 0; i < sets; i++) {
            asked[i] = compiler.compile("application-" + i, "/items").forClient("127.0.0.1");
        }
        if (!guard.start().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("the limiter does not ask its counters");
        }
    }

    /** Ends the limiter's threads. */
    @TearDown(Level.Trial)
    public void stop() throws Exception {
        guard.stop().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static LimiterGuard newGuard() {
        LiveNodes alone = new LiveNodes() {
            @Override
            public String self() {
                return SELF;
            }

            @Override
            public List<String> lastSeen() {
                return List.of(SELF);
            }
        };
        return new LimiterGuard(
                new EncodingLimiter(InstantSource.system()),
                alone,
                LimiterSettings.of(PATIENCE),
                Ticker.system(),
                InstantSource.system(),
                new Random(1),
                new SimpleMeterRegistry());
    }

    /** {@value #CHECKS} checks, handed over turn by turn without a wait, until all are decided. */
    @Benchmark
    @OperationsPerInvocation(CHECKS)
    public int check() {
        answered = 0;
        for (int sent = 0; sent < CHECKS; sent += batch) {
            for (int i = 0; i < batch; i++) {
                batcher.check(asked[(sent + i) % sets], handler);
            }
            runTurns();
        }
        while (answered < CHECKS) {
            runTurns();
            Thread.onSpinWait();
        }
        return answered;
    }

    private void runTurns() {
        for (Runnable turn = turns.poll(); turn != null; turn = turns.poll()) {
            turn.run();
        }
    }

    private void decided(LimitDecision decision) {
        if (decision.source() != LimitDecision.Source.STORE) {
            throw new IllegalStateException(decision + " (expected: the store's)");
        }
        answered++;
    }
}
