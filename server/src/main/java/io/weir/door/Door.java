package io.weir.door;

import io.netty.channel.Channel;
import io.weir.exchange.GatewayError;
import java.util.function.Supplier;

/**
 * What all connections of one listener share. Any thread.
 *
 * @param scheme {@code http} or {@code https}, as long as no trusted proxy says otherwise
 * @param requestIds names for requests that never become an exchange
 * @param threats is told of them
 */
public record Door(
        DoorLimits limits,
        TrustedProxies proxies,
        String scheme,
        DoorMetrics metrics,
        Supplier<String> requestIds,
        Threats threats) {
    /** How long an answer that closes its connection is given to arrive before the rest is cut off. */
    public static final long LINGER_NANOS = 1_000_000_000L;

    /** What is read and thrown away of a body that nobody wanted, so that its connection lives on. */
    public static final int MAX_DISCARDED_BODY = 64 << 10;

    /** True where there is no TLS. */
    public boolean isClear() {
        return "http".equals(scheme);
    }

    /** Takes down what is refused here. */
    public void refused(String code, String reason, Channel channel) {
        metrics.refused(code);
        threats.tell(code, reason, channel.remoteAddress());
    }

    /** Refuses a body that says it is too large before anybody is asked about it. */
    public void checkLength(RequestHead head) {
        if (head.contentLength > limits.maxBody()) {
            throw new RefusedException(new GatewayError.PayloadTooLarge(limits.maxBody()));
        }
    }
}
