package io.weir.door;

/** A connection as its event loop's sweeper sees it. Confined to that event loop. */
public abstract class LoopConnection extends io.netty.channel.ChannelDuplexHandler {
    /** Where the sweeper keeps it; its business alone. */
    int index = -1;

    /** Closes what has taken too long, by the loop's coarse clock. */
    protected abstract void sweep(long now);

    /** From now on the caller is asked to go elsewhere with its next request. */
    protected abstract void drain();

    /** Ends the connection as soon as nothing is in flight on it. */
    protected abstract void retire();

    /** Ends the connection, with what is in flight on it. */
    protected abstract void close();
}
