package io.weir.admin;

import io.weir.analytics.AnalyticsSink;
import io.weir.analytics.Family;
import io.weir.analytics.Note;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line in the log and one record for analytics for each request that would change something: who, from where, what, and how it
 * ended. Never a body. Any thread.
 */
final class Audit {
    private static final Logger log = LoggerFactory.getLogger("weir.audit");

    private final AnalyticsSink analytics;

    Audit(AnalyticsSink analytics) {
        this.analytics = analytics;
    }

    /** A node went over to another data store. */
    static void moved(Call call, String from, String to) {
        Principal caller = call.caller();
        log.atInfo()
                .addKeyValue("operation", call.operation().id())
                .addKeyValue("user", caller.user())
                .addKeyValue("way", caller.way().name())
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

    /** @param id of the object; null where the operation has none in its path */
    void record(
            Operation operation,
            String path,
            @Nullable String id,
            @Nullable Principal principal,
            Client client,
            String requestId,
            int status) {
        log.atInfo()
                .addKeyValue("operation", operation.id())
                .addKeyValue("path", path)
                .addKeyValue("user", principal == null ? "-" : principal.user())
                .addKeyValue("way", principal == null ? "-" : principal.way().name())
                .addKeyValue("address", client.address())
                .addKeyValue("status", status)
                .addKeyValue("requestId", requestId)
                .log("{} {}", operation.id(), status);
        if (analytics.isOn()) {
            analytics.tell(Note.of(Family.AUDIT)
                    .with("operation", operation.id())
                    .with("kind", kind(operation))
                    .with("id", id)
                    .with("author", principal == null ? null : principal.user())
                    .with(
                            "way",
                            principal == null ? null : principal.way().name().toLowerCase(Locale.ROOT))
                    .with("clientIp", client.address())
                    .with("status", status)
                    .with("requestId", requestId));
        }
    }

    /** The first part of the operation's path, such as {@code apis}. */
    private static String kind(Operation operation) {
        String[] parts = operation.path().split("/", 3);
        return parts.length > 1 ? parts[1] : parts[0];
    }
}
