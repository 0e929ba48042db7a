package io.weir.analytics;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.config.NodeConfig;
import io.weir.time.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** A process that records calls, with a server that is away, until it is killed. */
final class KilledRun {
    private KilledRun() {}

    public static void main(String[] arguments) throws Exception {
        InMemoryRecordStore store = new InMemoryRecordStore();
        store.isAway = true;
        AnalyticsPipeline pipeline = new AnalyticsPipeline(new AnalyticsPipeline.Surroundings(
                Path.of(arguments[0]),
                "n-1",
                event -> {},
                () -> null,
                InstantSource.system(),
                Ticker.system(),
                new Random(),
                new SimpleMeterRegistry()));
        pipeline.apply(settings(Duration.ofMillis(400)), store);
        for (int i = 0; true; i++) {
            pipeline.record(Records.ok(i));
            if (i == 2000) {
                System.out.println("recording");
            }
            if (i % 10 == 0) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    static NodeConfig.Analytics settings(Duration flushInterval) {
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
                flushInterval,
                defaults.maxActionsPerBulk(),
                defaults.maxConcurrentBulk(),
                defaults.sniff(),
                defaults.retention(),
                defaults.spoolLimit(),
                defaults.replicas(),
                defaults.heap(),
                defaults.addresses());
    }
}
