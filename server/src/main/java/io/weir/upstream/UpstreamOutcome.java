package io.weir.upstream;

import org.jspecify.annotations.Nullable;

/**
 * How a call went, for metrics and logs.
 *
 * @param endpoint the last one that was tried
 * @param status of the target's answer; 0 without one
 * @param connectNanos until a connection was at hand; near 0 where one was used again
 * @param firstByteNanos from then to the head of the answer; 0 without one
 * @param sentBytes of the request's body
 * @param receivedBytes of the answer's body
 * @param attempts endpoints tried and connections replaced, at least 1
 * @param failure what went wrong; null where nothing did
 */
public record UpstreamOutcome(
        Endpoint endpoint,
        int status,
        long connectNanos,
        long firstByteNanos,
        long sentBytes,
        long receivedBytes,
        int attempts,
        @Nullable Failure failure) {

    /** What can go wrong. */
    public enum Failure {
        /** No connection could be made. */
        UNREACHABLE,
        /** No connection was made in time. */
        CONNECT_TIMEOUT,
        /** As many connections as allowed are in use, and as many requests as allowed wait for one. */
        BUSY,
        /** The target broke off before its answer began, or answered what is not HTTP. */
        BROKEN,
        /** The head of the answer did not come in time. */
        FIRST_BYTE_TIMEOUT,
        /** Nothing moved for too long within a body. */
        IDLE_TIMEOUT,
        /** The target broke off within its answer. */
        BROKEN_OFF,
        /** The caller went away. */
        CALLER_GONE
    }
}
