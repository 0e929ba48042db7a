package io.weir;

import io.micrometer.core.instrument.MeterRegistry;
import io.weir.audit.AuditLog;
import io.weir.audit.AuditRetention;
import io.weir.audit.AuditWriter;
import io.weir.event.EventSink;
import io.weir.event.LeaseEvents;
import io.weir.lease.LeasedJob;
import io.weir.time.Ticker;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Everything of one node that keeps the audit log. */
final class AuditParts {
    private static final Duration JOB_LEASE = Duration.ofSeconds(15);

    final AuditWriter writer;
    final String node;
    private final LeasedJob retention;
    private volatile AuditLog log;

    AuditParts(
            StoreParts store,
            String nodeId,
            EventSink events,
            Ticker ticker,
            RandomGenerator random,
            MeterRegistry meters) {
        node = nodeId;
        log = store.audit;
        writer = new AuditWriter(log, random, meters);
        retention = new LeasedJob(
                AuditLog.RETENTION,
                JOB_LEASE,
                tenure -> new AuditRetention(log()).run(tenure),
                store.leases,
                nodeId,
                new LeaseEvents(events, nodeId),
                ticker,
                random,
                meters);
    }

    /** Who changed what. */
    AuditLog log() {
        return log;
    }

    /** Keeps in another cluster from now on. */
    void moveTo(StoreParts to) {
        log = to.audit;
        writer.moveTo(to.audit);
        retention.moveTo(to.leases);
    }

    /** Begins to write. */
    void start() {
        writer.start();
    }

    /** Begins to look after the log; once the node has joined. */
    void startRetention() {
        retention.start();
    }

    void stopRetention() throws InterruptedException {
        retention.stop();
    }

    void stop() throws InterruptedException {
        writer.stop();
    }
}
