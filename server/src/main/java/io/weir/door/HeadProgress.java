package io.weir.door;

import io.netty.buffer.ByteBuf;

/**
 * How long a head has been coming, from its first octet, and whether another look at it is worth while: one that comes octet by octet is
 * parsed once for each line, not for each octet. Confined to one event loop.
 */
public final class HeadProgress {
    private boolean started;
    private long since;
    private int seen;
    private int refusedAt;

    /** Between two heads. */
    public void reset() {
        started = false;
        seen = 0;
    }

    /** The first octet is here, or was. */
    public void start(long now) {
        if (!started) {
            started = true;
            since = now;
        }
    }

    public boolean isStarted() {
        return started;
    }

    public boolean isLate(long now, long timeout) {
        return started && now - since > timeout;
    }

    /** So many octets were not a whole head, and none is needed to refuse it before there are as many as {@code refusedAt}. */
    public void incomplete(int seen, int refusedAt) {
        this.seen = seen;
        this.refusedAt = refusedAt;
    }

    public boolean isWorthParsing(ByteBuf bytes) {
        int size = bytes.readableBytes();
        int start = bytes.readerIndex();
        if (seen == 0 || size >= refusedAt || bytes.indexOf(start + seen, start + size, (byte) '\n') >= 0) {
            return true;
        }
        seen = size;
        return false;
    }
}
