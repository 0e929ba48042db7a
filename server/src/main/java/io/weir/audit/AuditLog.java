package io.weir.audit;

import io.weir.catalog.StoreUnavailableException;
import io.weir.event.EventId;
import io.weir.lease.FencedException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit log, kept for all nodes. Every method blocks on the network; any thread but an event loop. */
public interface AuditLog extends AutoCloseable {

    /** So many entries are looked through for one page. */
    int MAX_SCAN = 20_000;

    /** Whose holder may call {@link #expire}. */
    String RETENTION = "audit-retention";

    /**
     * An entry with its place in the log.
     *
     * @param id grows with each entry
     */
    record Kept(EventId id, AuditEntry entry) {}

    /**
     * Some entries, newest first.
     *
     * @param next only older ones than this are on the next page; null on the last one
     */
    record Page(List<Kept> items, @Nullable EventId next) {
        public Page {
            items = List.copyOf(items);
        }
    }

    /** Keeps an entry; one that was kept already, known by its request id, stays there once. */
    void append(AuditEntry entry) throws StoreUnavailableException;

    /**
     * The newest entries that fit. Looks through {@link #MAX_SCAN} at most, so a page may have fewer than asked for, or none, and a next one
     * all the same.
     *
     * @param before only older ones than this; null for the newest of all
     * @param limit how many at most
     */
    Page newest(AuditFilter filter, @Nullable EventId before, int limit) throws StoreUnavailableException;

    /**
     * Removes some of the entries that were kept longer ago than {@code age}, the oldest first.
     *
     * @param fence of the tenure of the lease {@link #RETENTION}
     * @return how many there were; 0 where there are none left
     * @throws FencedException where a later holder of the lease has removed some
     */
    int expire(Duration age, long fence) throws StoreUnavailableException, FencedException;

    @Override
    void close();
}
