package io.weir.redis;

import io.weir.event.EventId;
import redis.clients.jedis.StreamEntryID;

/** Places in a stream. */
final class StreamIds {
    private StreamIds() {}

    /** The greatest id that is smaller. */
    static StreamEntryID previous(EventId id) {
        return id.sequence() > 0
                ? new StreamEntryID(id.millis(), id.sequence() - 1)
                : new StreamEntryID(Math.max(0, id.millis() - 1), Long.MAX_VALUE);
    }
}
