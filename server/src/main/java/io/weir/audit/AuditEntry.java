package io.weir.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request that changed something through the admin API, or would have. Immutable; any thread. Secrets are masked already.
 *
 * @param time when the answer was ready, by the node's clock
 * @param node the id of the node that was asked
 * @param operation as the contract names it
 * @param method of HTTP
 * @param path of the request, without its query
 * @param author who asked; null where nobody was known
 * @param way how they showed who they are, if at all: the REST API's word
 * @param address where the request came from
 * @param kind what kind of object it is about; null where it is about none
 * @param object that object's id; null where there is none
 * @param status of the answer
 * @param code why not; null where it was done
 * @param requestId as in the answer and in the log
 * @param revision of the catalogue that the change made; null where it made none
 * @param before what was there, as JSON, of a change only the members that differ; null for nothing
 * @param after what is there now, likewise
 * @param along what was deleted with it, as {@code kind/id}
 */
public record AuditEntry(
        Instant time,
        String node,
        String operation,
        String method,
        String path,
        @Nullable String author,
        String way,
        String address,
        @Nullable String kind,
        @Nullable String object,
        int status,
        @Nullable String code,
        String requestId,
        @Nullable Long revision,
        @Nullable String before,
        @Nullable String after,
        List<String> along) {

    public AuditEntry {
        along = List.copyOf(along);
    }
}
