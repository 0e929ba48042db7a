package io.weir.limit;

import io.weir.catalog.StoreUnavailableException;
import java.util.Map;
import java.util.Set;

/** Reads the counters that all nodes share. Takes nothing, makes no counter and lets none live longer. Any thread; blocks. */
public interface LimitGauge {

    /**
     * Where each of these limits stands, all asked in one round trip; such as nothing was taken from stand at nothing used.
     *
     * @throws StoreUnavailableException where the store does not answer; nothing is known of any of them then
     */
    Map<Limit, Standing> read(Set<Limit> limits) throws StoreUnavailableException;
}
