package io.weir.benchmarks;

import io.weir.catalog.EndpointDefinition;
import io.weir.catalog.EndpointDefinition.Algorithm;
import io.weir.catalog.EndpointDefinition.Protocol;
import io.weir.catalog.EndpointDefinition.Target;
import io.weir.upstream.Endpoint;
import io.weir.upstream.EndpointGroup;
import io.weir.upstream.EndpointGroups;
import io.weir.upstream.EndpointSelector;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** Choosing an endpoint by smooth weighted round robin, on one event loop and on two that share the selector. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SelectorBenchmark {

    @Param({"2", "10", "100"})
    private int targets;

    private EndpointSelector selector = group(1).selector();

    /** Makes the group: weights 1 to 5 in turn. */
    @Setup
    public void build() {
        selector = group(targets).selector();
    }

    private static EndpointGroup group(int size) {
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            targets.add(new Target(URI.create("http://127.0.0.1:" + (20_000 + i)), 1 + i % 5));
        }
        EndpointDefinition definition = new EndpointDefinition(
                EndpointDefinition.Type.LOAD_BALANCER, Algorithm.WEIGHTED_ROUND_ROBIN, targets, null, Protocol.AUTO);
        return new EndpointGroups(0).groupFor("api", definition);
    }

    /** One event loop. */
    @Benchmark
    @Threads(1)
    public Endpoint oneLoop() {
        return selector.select(0);
    }

    /** Two event loops. */
    @Benchmark
    @Threads(2)
    public Endpoint twoLoops() {
        return selector.select(0);
    }
}
