package io.weir.elastic;

import io.weir.analytics.AnalyticsUnavailableException;
import io.weir.analytics.settings.AnalyticsObstacle;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.jspecify.annotations.Nullable;

/** Why no server answered, in words that name what to look at. */
final class ElasticFailures {
    private ElasticFailures() {}

    static AnalyticsUnavailableException unavailable(@Nullable Throwable cause) {
        String words = String.valueOf(cause == null ? "no cause" : cause.getMessage());
        return new AnalyticsUnavailableException(
                switch (obstacle(cause)) {
                    case UNKNOWN_HOST ->
                        "analytics.address.host: unknown host (expected: one that resolves; " + words + ")";
                    case REFUSED -> "nothing listens at the analytics server's address: " + words;
                    case TLS ->
                        "analytics.tls: " + words + " (expected: TLS on both sides or on neither, and a certificate"
                                + " that is trusted, see analytics.truststore)";
                    case UNAVAILABLE ->
                        "the analytics server broke the connection off: " + words
                                + " (one with TLS does so to whoever speaks without, see analytics.tls)";
                    default -> "no answer from the analytics server in time: " + words;
                },
                cause == null ? new IllegalStateException(words) : cause);
    }

    /** What kind of failure it was. */
    static AnalyticsObstacle obstacle(@Nullable Throwable failure) {
        if (find(failure, UnknownHostException.class).isPresent()) {
            return AnalyticsObstacle.UNKNOWN_HOST;
        }
        if (find(failure, SSLException.class).isPresent()) {
            return AnalyticsObstacle.TLS;
        }
        boolean isRefused = find(failure, HttpHostConnectException.class).isPresent()
                || find(failure, ConnectException.class).isPresent()
                || find(failure, NoRouteToHostException.class).isPresent();
        if (isRefused) {
            return AnalyticsObstacle.REFUSED;
        }
        boolean isBroken = find(failure, ConnectionClosedException.class).isPresent()
                || find(failure, SocketException.class).isPresent();
        return isBroken ? AnalyticsObstacle.UNAVAILABLE : AnalyticsObstacle.TIMEOUT;
    }

    private static Optional<Throwable> find(@Nullable Throwable failure, Class<?> type) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < 10; depth++) {
            if (type.isInstance(at)) {
                return Optional.of(at);
            }
            at = at.getCause();
        }
        return Optional.empty();
    }
}
