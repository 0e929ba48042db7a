package io.weir.door;

import io.netty.channel.Channel;

/** Whether a caller still takes what is written to it. Confined to one event loop. */
public final class WriteProgress {
    private boolean blocked;
    private long pending;
    private long since;

    /** True where nothing went out for so long although something waits. */
    public boolean isStalled(Channel channel, long now, long timeout) {
        if (channel.isWritable()) {
            blocked = false;
            return false;
        }
        long waiting = channel.bytesBeforeWritable();
        if (!blocked || waiting != pending) {
            blocked = true;
            pending = waiting;
            since = now;
            return false;
        }
        return now - since > timeout;
    }
}
