package io.weir.benchmarks;

import io.weir.catalog.Api;
import io.weir.catalog.Api.Resource;
import io.weir.catalog.Api.Security;
import io.weir.catalog.Api.Visibility;
import io.weir.catalog.Lifecycle;
import io.weir.catalog.Organization;
import io.weir.route.Match;
import io.weir.route.RouteTable;
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
import org.openjdk.jmh.annotations.Warmup;

/** Finding the route of a request among few and many APIs of ten resources each. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RouteMatchBenchmark {
    private static final int RESOURCES = 10;

    @Param({"10", "10000"})
    private int apis;

    private RouteTable table = RouteTable.empty();
    private String[] literals = {};
    private String[] templates = {};
    private int turn;

    /** Compiles the table and the paths that are asked for in turn. */
    @Setup
    public void compile() {
        List<Api> all = new ArrayList<>();
        literals = new String[apis];
        templates = new String[apis];
        for (int i = 0; i < apis; i++) {
            all.add(api(i));
            literals[i] = "/area-" + i % 100 + "/api-" + i + "/items";
            templates[i] = "/area-" + i % 100 + "/api-" + i + "/items/4711/part-" + i % (RESOURCES - 1);
        }
        table = RouteTable.of(all);
    }

    private static Api api(int number) {
        List<Resource> resources = new ArrayList<>(List.of(new Resource("GET", "/items")));
        for (int part = 0; part < RESOURCES - 1; part++) {
            resources.add(new Resource("GET", "/items/{id}/part-" + part));
        }
        return new Api(
                "api-" + number,
                "API " + number,
                "1",
                null,
                "/area-" + number % 100 + "/api-" + number,
                Organization.DEFAULT,
                Visibility.PUBLIC,
                resources,
                null,
                new Security(Security.Type.API_KEY),
                List.of(),
                List.of(),
                Lifecycle.PUBLISHED,
                null,
                null);
    }

    /** A path of literals only. */
    @Benchmark
    public Match literal() {
        return table.match("GET", literals[next()]);
    }

    /** A path with a template in its middle. */
    @Benchmark
    public Match template() {
        return table.match("GET", templates[next()]);
    }

    /** A path that nobody has. */
    @Benchmark
    public Match nothing() {
        return table.match("GET", "/area-7/api-none/items");
    }

    private int next() {
        turn = (turn + 1) % apis;
        return turn;
    }
}
