package io.weir.limit;

/**
 * A connection to counters that answered a probe, to be asked when it is its turn. Owned by whoever has it.
 *
 * @param sentNanos when the probe was sent
 * @param storeMillis what their clock said then
 */
public record StandbySession(SharedLimiter shared, SharedLimiter.Session session, long sentNanos, long storeMillis)
        implements AutoCloseable {

    /** Drops the connection; does not wait for the other side. */
    @Override
    public void close() {
        session.close();
    }
}
