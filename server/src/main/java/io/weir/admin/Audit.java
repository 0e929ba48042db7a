package io.weir.admin;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.weir.audit.AuditEntry;
import io.weir.audit.AuditListener;
import io.weir.time.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line and one entry for each request that would change something: who, from where, what, and how it ended. Requests of nobody who is
 * known are entries as long as they are few, so that strangers cannot push others' entries out. Any thread.
 */
final class Audit {
    /** So many requests of strangers a minute are entries. */
    static final int MAX_STRANGERS = 60;

    private static final Logger log = LoggerFactory.getLogger("weir.audit");
    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    private final String node;
    private final List<AuditListener> listeners;
    private final InstantSource clock;
    private final Ticker ticker;
    private final Counter unkept;
    private long minute;
    private int strangers;

    /** @param node this node's id */
    Audit(String node, List<AuditListener> listeners, InstantSource clock, Ticker ticker, MeterRegistry meters) {
        this.node = node;
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
        this.ticker = ticker;
        this.unkept = meters.counter("weir.audit.strangers");
    }

    /** A node went over to another data store. */
    static void moved(Call call, String from, String to) {
        Principal caller = call.caller();
        log.atInfo()
                .addKeyValue("operation", call.operation().id())
                .addKeyValue("user", caller.user())
                .addKeyValue("way", caller.way().label())
                .addKeyValue("address", call.client().address())
                .addKeyValue("from", from)
                .addKeyValue("to", to)
                .log("moved from data store {} to {}", from, to);
    }

    /** Where records of calls go was changed. */
    static void changed(Call call, String from, String to) {
        Principal caller = call.caller();
        log.atInfo()
                .addKeyValue("operation", call.operation().id())
                .addKeyValue("user", caller.user())
                .addKeyValue("way", caller.way().name())
                .addKeyValue("address", call.client().address())
                .addKeyValue("from", from)
                .addKeyValue("to", to)
                .log("changed analytics from {} to {}", from, to);
    }

    /**
     * A request that has been answered.
     *
     * @param trail who asked, and what it changed
     */
    void record(
            Operation operation,
            Parameters parameters,
            String path,
            Client client,
            String requestId,
            Answer answer,
            Trail trail) {
        String author = trail.author();
        log.atInfo()
                .addKeyValue("operation", operation.id())
                .addKeyValue("path", path)
                .addKeyValue("user", author == null ? "-" : author)
                .addKeyValue("way", trail.way())
                .addKeyValue("address", client.address())
                .addKeyValue("status", answer.status())
                .addKeyValue("requestId", requestId)
                .log("{} {}", operation.id(), answer.status());
        if (author == null && !hasRoom()) {
            unkept.increment();
            return;
        }
        AuditTarget target = AuditTarget.of(operation, parameters);
        AuditEntry entry = new AuditEntry(
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                node,
                operation.id(),
                operation.method().name(),
                path,
                author,
                trail.way(),
                client.address(),
                target.kind(),
                trail.object() == null ? target.object() : trail.object(),
                answer.status(),
                answer.code(),
                requestId,
                trail.revision(),
                trail.difference().before(),
                trail.difference().after(),
                trail.along());
        listeners.forEach(listener -> listener.made(entry));
    }

    private synchronized boolean hasRoom() {
        long now = ticker.nanos() / MINUTE_NANOS;
        if (now != minute) {
            minute = now;
            strangers = 0;
        }
        return ++strangers <= MAX_STRANGERS;
    }
}
