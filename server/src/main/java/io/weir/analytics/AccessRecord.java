package io.weir.analytics;

import io.weir.catalog.Application;
import io.weir.catalog.Catalog;
import io.weir.catalog.Plan;
import io.weir.catalog.Stored;
import io.weir.catalog.Subscription;
import io.weir.limit.LimitDecision;
import io.weir.route.Route;
import org.jspecify.annotations.Nullable;

/**
 * One call that is over, as its event loop leaves it: what was at hand, nothing written out yet. Immutable.
 *
 * @param startNanos when the request's head was complete, by the node's ticker
 * @param durationNanos from then to the end of the answer
 * @param upstreamNanos of that, until the target was connected and the head of its answer had come; 0 where no target was asked
 * @param catalog what was published then
 * @param route null where there was none
 * @param limits where the limits stood; null where none were asked
 * @param error the gateway's error code; null where it had none to answer
 * @param path in normal form, without the query
 * @param status 499 where the caller left before the answer began
 * @param requestBytes of the body, as far as it came
 * @param responseBytes of the body, as far as it was sent
 * @param target authority of the endpoint that was asked last
 * @param attempts endpoints tried; 0 where none was
 * @param requestType {@code Content-Type} as it was sent
 * @param responseType {@code Content-Type} as it was sent
 */
public record AccessRecord(
        String requestId,
        long startNanos,
        long durationNanos,
        long upstreamNanos,
        Catalog catalog,
        @Nullable Route route,
        @Nullable Application application,
        @Nullable Stored<Subscription> subscription,
        @Nullable Stored<Plan> plan,
        @Nullable LimitDecision limits,
        @Nullable String error,
        String method,
        String path,
        int status,
        long requestBytes,
        long responseBytes,
        @Nullable String target,
        int attempts,
        @Nullable String requestType,
        @Nullable String responseType,
        String clientIp,
        String protocol,
        String door,
        boolean tls,
        @Nullable String userAgent,
        @Nullable Payload payload) {

    /** The same call without its bodies. */
    AccessRecord withoutPayload() {
        return new AccessRecord(
                requestId,
                startNanos,
                durationNanos,
                upstreamNanos,
                catalog,
                route,
                application,
                subscription,
                plan,
                limits,
                error,
                method,
                path,
                status,
                requestBytes,
                responseBytes,
                target,
                attempts,
                requestType,
                responseType,
                clientIp,
                protocol,
                door,
                tls,
                userAgent,
                null);
    }
}
