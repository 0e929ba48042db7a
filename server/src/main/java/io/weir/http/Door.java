package io.weir.http;

import io.weir.door.DoorLimits;
import io.weir.door.RefusedException;
import io.weir.door.RequestHead;
import io.weir.door.TrustedProxies;
import io.weir.exchange.GatewayError;
import java.util.function.Supplier;

/**
 * What all connections of one listener share. Any thread.
 *
 * @param scheme {@code http} or {@code https}, as long as no trusted proxy says otherwise
 * @param requestIds names for requests that never become an exchange
 */
record Door(
        DoorLimits limits, TrustedProxies proxies, String scheme, DoorMetrics metrics, Supplier<String> requestIds) {
    /** How long an answer that closes its connection is given to arrive before the rest is cut off. */
    static final long LINGER_NANOS = 1_000_000_000L;

    /** What is read and thrown away of a body that nobody wanted, so that its connection lives on. */
    static final int MAX_DISCARDED_BODY = 64 << 10;

    boolean isClear() {
        return "http".equals(scheme);
    }

    /** Refuses a body that says it is too large before anybody is asked about it. */
    void checkLength(RequestHead head) {
        if (head.contentLength > limits.maxBody()) {
            throw new RefusedException(new GatewayError.PayloadTooLarge(limits.maxBody()));
        }
    }
}
