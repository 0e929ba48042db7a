package io.weir.exchange;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why the gateway itself answers in the target's place. Status and {@link #code() code} belong together and are stable
 * ({@code docs/errors.md}); only {@code ErrorRenderer} turns one into bytes.
 */
public sealed interface GatewayError {

    /** The HTTP status. */
    int status();

    /** The stable, documented code, lower case with hyphens. */
    String code();

    /** A sentence for the caller: the offending value and what was expected. Never a secret. */
    String detail();

    /** Header fields that belong to this error, e.g. {@code Retry-After}. */
    default Map<String, String> headers() {
        return Map.of();
    }

    /** The request could not be understood; the connection does not survive it. */
    record MalformedRequest(int status, String code, String detail) implements GatewayError {}

    /** No API has this path. */
    record RouteNotFound(String path) implements GatewayError {
        @Override
        public int status() {
            return 404;
        }

        @Override
        public String code() {
            return "route-not-found";
        }

        @Override
        public String detail() {
            return "no published API has the path " + path;
        }
    }

    /** The API has the path, but not with this method. */
    record MethodNotAllowed(String method, Set<String> allowed) implements GatewayError {
        @Override
        public int status() {
            return 405;
        }

        @Override
        public String code() {
            return "method-not-allowed";
        }

        @Override
        public String detail() {
            return "method: " + method + " (expected: one of " + String.join(", ", allowed) + ")";
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("Allow", String.join(", ", allowed));
        }
    }

    /** The API is blocked (503) or retired (410). */
    record ApiUnavailable(int status, String code, String detail) implements GatewayError {}

    /** No key, or one that nobody has. */
    record Unauthenticated(String detail) implements GatewayError {
        @Override
        public int status() {
            return 401;
        }

        @Override
        public String code() {
            return "invalid-api-key";
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("WWW-Authenticate", "ApiKey realm=\"weir\"");
        }
    }

    /** A known caller who may not do this: not subscribed, suspended, expired. */
    record Forbidden(String code, String detail) implements GatewayError {
        @Override
        public int status() {
            return 403;
        }
    }

    /** A limit of the plan is used up. */
    record RateLimited(Refusal limit) implements GatewayError {

        /**
         * The limit that refused.
         *
         * @param name as in the plan
         * @param scope application, api, resource or ip
         * @param count requests per period
         * @param period ISO 8601
         * @param resetSeconds seconds until a request can pass again, at least 1
         * @param store {@code shared} when the store decided, {@code approximate} when the node did without it
         */
        public record Refusal(String name, String scope, long count, String period, long resetSeconds, String store) {}

        @Override
        public int status() {
            return 429;
        }

        @Override
        public String code() {
            return "rate-limited";
        }

        @Override
        public String detail() {
            return "limit " + limit.name() + " allows " + limit.count() + " requests per " + limit.period() + " per "
                    + limit.scope() + "; the next may pass in " + limit.resetSeconds() + " s";
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("Retry-After", Long.toString(limit.resetSeconds()));
        }
    }

    /** The store is away and the plan says to refuse then. */
    record StoreUnavailable(String detail) implements GatewayError {
        @Override
        public int status() {
            return 503;
        }

        @Override
        public String code() {
            return "store-unavailable";
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("Retry-After", "1");
        }
    }

    /** The node takes no traffic: it is being stopped, or an operator has asked it not to. */
    record Quiesced() implements GatewayError {
        @Override
        public int status() {
            return 503;
        }

        @Override
        public String code() {
            return "quiesced";
        }

        @Override
        public String detail() {
            return "this node takes no requests for now (expected: another node of the cluster)";
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("Retry-After", "1");
        }
    }

    /** No endpoint of the group can be used now. */
    record NoEndpoint(String api, int retryAfterSeconds) implements GatewayError {
        @Override
        public int status() {
            return 503;
        }

        @Override
        public String code() {
            return "no-endpoint";
        }

        @Override
        public String detail() {
            return "no endpoint of API " + api + " is available";
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("Retry-After", Integer.toString(retryAfterSeconds));
        }
    }

    /** The endpoint could not be reached, or broke off before its answer began. */
    record UpstreamFailed(String code, String detail) implements GatewayError {
        @Override
        public int status() {
            return 502;
        }
    }

    /** The endpoint did not answer in time. */
    record UpstreamTimeout(String detail) implements GatewayError {
        @Override
        public int status() {
            return 504;
        }

        @Override
        public String code() {
            return "upstream-timeout";
        }
    }

    /** The body is larger than allowed. */
    record PayloadTooLarge(long maxBytes) implements GatewayError {
        @Override
        public int status() {
            return 413;
        }

        @Override
        public String code() {
            return "body-too-large";
        }

        @Override
        public String detail() {
            return "the body is larger than " + maxBytes + " bytes";
        }
    }

    /** A fault of the gateway; the log has it under the request id. */
    record Internal(@Nullable Throwable cause) implements GatewayError {
        @Override
        public int status() {
            return 500;
        }

        @Override
        public String code() {
            return "internal-error";
        }

        @Override
        public String detail() {
            return "the gateway failed; its log has the cause under the request id";
        }
    }
}
