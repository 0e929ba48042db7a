package io.weir.lease;

import io.weir.catalog.StoreUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where nodes agree on who does a job. At each moment of the store's time a lease has one holder at most. Every method blocks on the
 * network; any thread but an event loop.
 */
public interface LeaseStore extends AutoCloseable {

    /**
     * Takes a lease that nobody holds. A holder that asks again gets what it holds, for another {@code ttl}.
     *
     * @param name of the job: lower-case letters, digits and {@code -}
     * @param holder who asks: a text that nobody else uses, nor did before
     * @param ttl after which the lease ends unless it is renewed, at least 1 ms
     * @return the fence of this grant: greater than that of each grant before, even where the store has lost its content since, as long as
     *     its clock did not go back; empty where somebody else holds it
     */
    OptionalLong acquire(String name, String holder, Duration ttl) throws StoreUnavailableException;

    /**
     * Holds it for another {@code ttl} from now.
     *
     * @return false where the lease is not this holder's any more
     */
    boolean renew(String name, String holder, long fence, Duration ttl) throws StoreUnavailableException;

    /** Gives it back at once; nothing happens where it is not this holder's any more. */
    void release(String name, String holder, long fence) throws StoreUnavailableException;

    /** Who holds it now. */
    Optional<String> holder(String name) throws StoreUnavailableException;

    @Override
    void close();
}
