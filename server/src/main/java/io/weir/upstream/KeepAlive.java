package io.weir.upstream;

import io.netty.util.AsciiString;
import java.util.concurrent.TimeUnit;

/** Reads {@code timeout=N} of a {@code Keep-Alive} field: for how long the server means to keep the connection. */
final class KeepAlive {
    /** The name of the field. */
    static final AsciiString FIELD = AsciiString.cached("keep-alive");

    private static final String TIMEOUT = "timeout=";

    private KeepAlive() {}

    /**
     * For how long the connection may lie idle here: a second less than the server says, so that it is not closed just when it is used.
     *
     * @param value of the field
     * @param maxNanos the most, and what holds where the field says nothing
     */
    static long idleNanos(String value, long maxNanos) {
        int at = value.indexOf(TIMEOUT);
        if (at < 0) {
            return maxNanos;
        }
        int from = at + TIMEOUT.length();
        int to = from;
        while (to < value.length() && Character.digit(value.charAt(to), 10) >= 0) {
            to++;
        }
        long seconds = HopByHop.length(value.substring(from, to));
        if (seconds < 0 || seconds > TimeUnit.NANOSECONDS.toSeconds(maxNanos)) {
            return maxNanos;
        }
        return TimeUnit.SECONDS.toNanos(Math.max(0, seconds - 1));
    }
}
