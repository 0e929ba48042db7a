package io.weir.redis;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.limit.Caller;
import io.weir.limit.LimiterGuard;
import io.weir.limit.LimiterSettings;
import io.weir.limit.LiveNodes;
import io.weir.limit.SharedLimiter;
import io.weir.time.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The limiter of one node on a real Redis, with one event loop to ask from. */
final class LimiterNode implements AutoCloseable {
    /** Patient, so that a busy machine is not taken for a store that is away. */
    static final LimiterSettings PATIENT =
            new LimiterSettings(Duration.ofSeconds(10), Duration.ofSeconds(10), 100_000, 1000, 1000);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final LimiterGuard guard;
    private final Caller caller;

    LimiterNode(SharedLimiter shared, LimiterSettings settings, String self, String... lastSeen) {
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
        this.guard = new LimiterGuard(
                shared, nodes, settings, Ticker.system(), InstantSource.system(), new SplittableRandom(), metrics);
        this.caller = new Caller(guard);
    }

    static LimiterNode patient(RedisServerExtension redis) {
        LimiterNode node = new LimiterNode(new RedisLimiter(redis.connections()), PATIENT, "n1", "n1");
        node.start();
        return node;
    }

    boolean start() {
        return Caller.await(guard.start().toCompletableFuture());
    }

    LimiterGuard guard() {
        return guard;
    }

    Caller caller() {
        return caller;
    }

    /** A counter's value. */
    double count(String name, String... tags) {
        FunctionCounter counter = metrics.find(name).tags(tags).functionCounter();
        return counter == null ? metrics.get(name).tags(tags).counter().count() : counter.count();
    }

    @Override
    public void close() {
        CompletableFuture<@Nullable Void> stopped = guard.stop().toCompletableFuture();
        Caller.await(stopped);
        caller.close();
        metrics.close();
    }
}
