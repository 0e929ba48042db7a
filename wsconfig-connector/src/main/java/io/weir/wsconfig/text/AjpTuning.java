package io.weir.wsconfig.text;

import io.weir.wsconfig.failure.WsconfigException;
import java.time.Duration;

/**
 * What a user may set of the AJP connections. Immutable.
 *
 * @param packetSize bytes of the largest packet; a multiple of 1024, 8192 to 65536. Nodes take any size; what they send, by
 *     {@code listeners.ajp.packetSize}, must not be larger, and a request's head must fit into one
 * @param replyTimeout longest silence of a node that has a request; zero: none is too long
 */
public record AjpTuning(int packetSize, Duration replyTimeout) {
    static final int MIN_PACKET = 8192;
    static final int MAX_PACKET = 65536;
    private static final int UNIT = 1024;

    /**
     * A request line of 8 KB, header fields of 16 KB, which is what nodes take by default, and 1 KB that AJP adds. Larger is not better:
     * mod_jk clears buffers of this size for each request, which costs httpd twice the CPU at 64 KB.
     */
    private static final int DEFAULT_PACKET = 25 << 10;

    /** The packet for what nodes take by default, and more time than a node takes for its longest default time-out. */
    public static final AjpTuning DEFAULT = new AjpTuning(DEFAULT_PACKET, Duration.ofMinutes(5));

    public AjpTuning {
        if (packetSize < MIN_PACKET || packetSize > MAX_PACKET || packetSize % UNIT != 0) {
            throw WsconfigException.usage("-packet-size: " + packetSize + " (expected: a multiple of " + UNIT + ", "
                    + MIN_PACKET + " to " + MAX_PACKET + ")");
        }
        if (replyTimeout.isNegative() || replyTimeout.compareTo(Duration.ofDays(1)) > 0) {
            throw WsconfigException.usage(
                    "-reply-timeout: " + replyTimeout.toSeconds() + " (expected: seconds, 0 to 86400; 0: no limit)");
        }
    }
}
