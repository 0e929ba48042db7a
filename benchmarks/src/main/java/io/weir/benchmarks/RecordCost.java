package io.weir.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.analytics.AccessRecord;
import io.weir.analytics.AnalyticsPipeline;
import io.weir.analytics.BulkResult;
import io.weir.analytics.Document;
import io.weir.analytics.Family;
import io.weir.analytics.RecordStore;
import io.weir.catalog.Api;
import io.weir.catalog.Application;
import io.weir.catalog.Catalog;
import io.weir.catalog.Lifecycle;
import io.weir.catalog.Organization;
import io.weir.config.NodeConfig;
import io.weir.route.Match;
import io.weir.route.Route;
import io.weir.route.RouteTable;
import io.weir.time.Ticker;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * What the record of a call costs, in processor time of all threads: made, queued, written as JSON, counted into its minute, put into a
 * bulk; without the client of the analytics server. Give {@code spool} to have it all written to disk instead.
 */
public final class RecordCost {
    private static final int ROUNDS = 6;
    private static final int RECORDS = 1_000_000;
    /** So many, then a pause: the ring never overflows then. */
    private static final int BURST = 20;

    private static final long PAUSE_NANOS = 20_000;

    private RecordCost() {}

    /** Takes everything at once. */
    private record Sink(boolean isAway) implements RecordStore {
        @Override
        public String writeIndex(Family family) throws io.weir.analytics.AnalyticsUnavailableException {
            if (isAway) {
                throw new io.weir.analytics.AnalyticsUnavailableException("away");
            }
            return family.alias() + "-000001";
        }

        @Override
        public BulkResult bulk(List<Document> documents) {
            return new BulkResult(Collections.nCopies(documents.size(), BulkResult.Answer.ACKNOWLEDGED));
        }

        @Override
        public long count(String run, long from, long to) {
            return to - from + 1;
        }
    }

    /** Prints one line a round; the first ones warm up. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("record-cost");
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        AnalyticsPipeline pipeline = new AnalyticsPipeline(new AnalyticsPipeline.Surroundings(
                folder, "n-1", event -> {}, () -> null, InstantSource.system(), Ticker.system(), new Random(), meters));
        pipeline.apply(settings(), new Sink(List.of(arguments).contains("spool")));
        Route route = route();
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        for (int round = 0; round < ROUNDS; round++) {
            long idle = cpuOf(system, () -> run(null, route));
            long spent = cpuOf(system, () -> run(pipeline, route));
            double dropped = meters.get("weir.analytics.dropped").counters().stream()
                    .mapToDouble(counter -> counter.count())
                    .sum();
            System.out.printf(
                    "%d records: %d ns of processor time each (%d for the loop alone), %.0f lost so far%n",
                    RECORDS, (spent - idle) / RECORDS, idle / RECORDS, dropped);
        }
        pipeline.stop();
    }

    private interface Work {
        void run();
    }

    private static long cpuOf(OperatingSystemMXBean system, Work work) {
        long before = system.getProcessCpuTime();
        work.run();
        return system.getProcessCpuTime() - before;
    }

    private static void run(@org.jspecify.annotations.Nullable AnalyticsPipeline pipeline, Route route) {
        Application application = new Application("web", "Web", null, Organization.DEFAULT, "jo", false);
        for (int i = 0; i < RECORDS; i++) {
            if (pipeline != null) {
                pipeline.record(record(i, route, application));
            }
            if (i % BURST == 0) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private static AccessRecord record(int number, Route route, Application application) {
        return new AccessRecord(
                "4f2a90c17be30d5512ab77fe",
                0,
                900_000L + number % 1000 * 3_000L,
                700_000,
                Catalog.empty(),
                route,
                application,
                null,
                null,
                null,
                null,
                "GET",
                "/shop/items/12345",
                200,
                0,
                1024,
                "127.0.0.1:8081",
                1,
                null,
                "application/json",
                "10.1.2.3",
                "1.1",
                "http",
                false,
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36",
                null);
    }

    private static Route route() {
        Api api = new Api(
                "shop",
                "Shop",
                "1",
                null,
                "/shop",
                Organization.DEFAULT,
                Api.Visibility.PUBLIC,
                List.of(new Api.Resource("GET", "/items/{id}")),
                null,
                new Api.Security(Api.Security.Type.API_KEY),
                List.of(),
                List.of(),
                Lifecycle.PUBLISHED,
                null,
                null);
        Match match = RouteTable.empty().with(List.of(api), List.of()).match("GET", "/shop/items/7");
        return ((Match.Found) match).route();
    }

    private static NodeConfig.Analytics settings() {
        NodeConfig.Analytics defaults = NodeConfig.defaults().analytics();
        return new NodeConfig.Analytics(
                true,
                defaults.mode(),
                defaults.clusterName(),
                defaults.username(),
                defaults.password(),
                defaults.apiKey(),
                defaults.tls(),
                defaults.truststore(),
                defaults.truststorePassword(),
                Duration.ofSeconds(1),
                defaults.maxActionsPerBulk(),
                defaults.maxConcurrentBulk(),
                defaults.sniff(),
                defaults.retention(),
                defaults.spoolLimit() * 4,
                defaults.replicas(),
                defaults.heap(),
                defaults.addresses());
    }
}
