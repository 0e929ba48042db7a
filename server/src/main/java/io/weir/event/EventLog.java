package io.weir.event;

import io.weir.catalog.StoreUnavailableException;
import io.weir.lease.FencedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The cluster's last events, kept for all nodes. Every method but {@link #watch} blocks on the network; any thread but an event loop. */
public interface EventLog extends AutoCloseable {

    /** How long a key is remembered. */
    Duration MEMORY = Duration.ofHours(1);

    /** Whose holder may call {@link #expire}. */
    String RETENTION = "event-retention";

    /**
     * Keeps an event, unless one was kept under the same key within {@link #MEMORY}.
     *
     * @param key of what happened; a call that may have been carried out is repeated with the same key
     * @param age how long ago it happened
     * @return where it stands now; empty where it was there already
     */
    Optional<EventId> publish(Occurrence occurrence, String key, Duration age) throws StoreUnavailableException;

    /**
     * The newest events, newest first.
     *
     * @param before only older ones than this; null for the newest of all
     * @param limit how many at most
     */
    List<ClusterEvent> newest(EventFilter filter, @Nullable EventId before, int limit) throws StoreUnavailableException;

    /**
     * What was kept after an event, oldest first.
     *
     * @param limit how many at most
     */
    List<ClusterEvent> since(EventId after, int limit) throws StoreUnavailableException;

    /**
     * Removes some of the events that were kept longer ago than {@code age}, the oldest first.
     *
     * @param fence of the tenure of the lease {@link #RETENTION}
     * @return how many there were; 0 where there are none left
     * @throws FencedException where a later holder of the lease has removed some
     */
    int expire(Duration age, long fence) throws StoreUnavailableException, FencedException;

    /** Calls back soon after something was kept, on a thread that must not be held up; sometimes without need, and now and then not at all. */
    void watch(Runnable changed);

    @Override
    void close();
}
