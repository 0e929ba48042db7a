package io.weir;

import io.micrometer.core.instrument.MeterRegistry;
import io.weir.catalog.CatalogListener;
import io.weir.event.CatalogEvents;
import io.weir.event.EventFeed;
import io.weir.event.EventLog;
import io.weir.event.EventPublisher;
import io.weir.time.Ticker;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Everything of one node that tells events. */
final class EventParts {
    final EventLog log;
    final EventFeed feed;
    final EventPublisher publisher;
    final CatalogListener catalogEvents;

    EventParts(
            EventLog log,
            String nodeId,
            InstantSource clock,
            Ticker ticker,
            RandomGenerator random,
            MeterRegistry meters) {
        this.log = log;
        feed = new EventFeed(log, nodeId, clock, meters);
        publisher = new EventPublisher(log, feed, ticker, random, meters);
        catalogEvents = new CatalogEvents(feed, publisher, nodeId);
    }

    /** Begins to tell. */
    void start() {
        publisher.start();
        feed.start();
    }

    void stop() throws InterruptedException {
        publisher.stop();
        feed.stop();
    }
}
