package io.weir.upstream;

import io.weir.exchange.GatewayError;
import io.weir.upstream.UpstreamOutcome.Failure;

/** What the caller is told about a failure: status and code as documented, and nothing about the servers behind the gateway. */
final class UpstreamErrors {
    /** The endpoint could not be reached. */
    static final String UNREACHABLE = "upstream-unreachable";

    /** The endpoint was reached, but did not give an HTTP answer. */
    static final String FAILED = "upstream-failed";

    private static final int BUSY_RETRY_SECONDS = 1;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private UpstreamErrors() {}

    static GatewayError errorFor(Failure failure, EndpointGroup group) {
        String api = group.api();
        return switch (failure) {
            case UNREACHABLE ->
                new GatewayError.UpstreamFailed(UNREACHABLE, "no endpoint of API " + api + " could be reached");
            case CONNECT_TIMEOUT -> timeout("no connection to an endpoint of API " + api, group.connectNanos());
            case BUSY -> new GatewayError.NoEndpoint(api, BUSY_RETRY_SECONDS);
            case BROKEN, BROKEN_OFF, CALLER_GONE ->
                new GatewayError.UpstreamFailed(
                        FAILED, "the endpoint of API " + api + " broke off or did not answer with HTTP");
            case FIRST_BYTE_TIMEOUT -> timeout("no answer from the endpoint of API " + api, group.firstByteNanos());
            case IDLE_TIMEOUT -> timeout("no progress with the endpoint of API " + api, group.idleNanos());
        };
    }

    private static GatewayError timeout(String what, long nanos) {
        return new GatewayError.UpstreamTimeout(what + " within " + nanos / NANOS_PER_MILLI + " ms");
    }
}
