package io.weir.admin;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each request that would change something: who, from where, what, and how it ended. Never a body. Any thread. */
final class Audit {
    private static final Logger log = LoggerFactory.getLogger("weir.audit");

    private Audit() {}

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

    static void record(
            Operation operation,
            String path,
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
    }
}
