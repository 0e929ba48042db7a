package io.weir;

import io.micrometer.core.instrument.MeterRegistry;
import io.weir.catalog.CatalogListener;
import io.weir.event.CatalogEvents;
import io.weir.event.EventFeed;
import io.weir.event.EventLog;
import io.weir.event.EventPublisher;
import io.weir.event.EventRetention;
import io.weir.event.LeaseEvents;
import io.weir.lease.LeaseStore;
import io.weir.lease.LeasedJob;
import io.weir.time.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Everything of one node that tells events. */
final class EventParts {
    private static final Duration JOB_LEASE = Duration.ofSeconds(15);

    final EventFeed feed;
    final EventPublisher publisher;
    final CatalogListener catalogEvents;
    private final LeasedJob retention;
    private volatile EventLog log;

    EventParts(
            EventLog log,
            LeaseStore leases,
            String nodeId,
            InstantSource clock,
            Ticker ticker,
            RandomGenerator random,
            MeterRegistry meters) {
        this.log = log;
        feed = new EventFeed(log, nodeId, clock, meters);
        publisher = new EventPublisher(log, feed, ticker, random, meters);
        catalogEvents = new CatalogEvents(feed, publisher, nodeId);
        retention = new LeasedJob(
                EventLog.RETENTION,
                JOB_LEASE,
                tenure -> new EventRetention(log()).run(tenure),
                leases,
                nodeId,
                new LeaseEvents(publisher, nodeId),
                ticker,
                random,
                meters);
    }

    /** What happened in the cluster. */
    EventLog log() {
        return log;
    }

    /** Tells and keeps in another cluster from now on. */
    void moveTo(StoreParts to) {
        log = to.events;
        publisher.moveTo(to.events);
        feed.moveTo(to.events);
        retention.moveTo(to.leases);
    }

    /** Begins to tell. */
    void start() {
        publisher.start();
        feed.start();
    }

    /** Begins to look after the log; once the node has joined. */
    void startRetention() {
        retention.start();
    }

    void stopRetention() throws InterruptedException {
        retention.stop();
    }

    void stop() throws InterruptedException {
        publisher.stop();
        feed.stop();
    }
}
