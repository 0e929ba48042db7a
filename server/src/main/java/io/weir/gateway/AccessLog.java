package io.weir.gateway;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One line for each finished request on the logger {@code weir.access}, off unless its level is INFO. Keys and query strings are never
 * in it. Any thread.
 */
final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger("weir.access");

    private AccessLog() {}

    static boolean isEnabled() {
        return LOG.isInfoEnabled();
    }

    /** Writes one line; {@code durationNanos} is from the head to the end of the answer. */
    static void write(AccessLine line) {
        LoggingEventBuilder event = LOG.atInfo()
                .addKeyValue("client", line.client())
                .addKeyValue("method", line.method())
                .addKeyValue("path", line.path())
                .addKeyValue("status", line.status())
                .addKeyValue("durationMicros", line.durationNanos() / 1000)
                .addKeyValue("requestId", line.requestId());
        if (!line.api().isEmpty()) {
            event = event.addKeyValue("api", line.api());
        }
        if (!line.application().isEmpty()) {
            event = event.addKeyValue("application", line.application());
        }
        if (!line.endpoint().isEmpty()) {
            event = event.addKeyValue("endpoint", line.endpoint());
        }
        event.log("request");
    }

    /** What is known of a finished request; empty text for what is not. */
    record AccessLine(
            String client,
            String method,
            String path,
            int status,
            long durationNanos,
            String requestId,
            String api,
            String application,
            String endpoint) {}
}
