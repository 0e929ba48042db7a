package io.weir.cluster;

import io.weir.catalog.StoreUnavailableException;
import io.weir.config.Secret;
import java.time.Duration;

/** The secrets that all nodes of a cluster share. Every method blocks on the network; any thread but an event loop. */
public interface ClusterSecrets extends AutoCloseable {

    /**
     * What web servers have to send, and may still send for a while.
     *
     * @param former the one before; {@link Secret#NONE} where there was none or its time is over
     * @param formerLeft how long that is still valid, by the store's clock
     */
    record AjpSecrets(Secret current, Secret former, Duration formerLeft) {}

    /** Gives the secrets; the proposed one becomes the current one where there is none yet. */
    AjpSecrets claim(Secret proposed) throws StoreUnavailableException;

    /**
     * Makes this the current secret; nothing changes where it is already.
     *
     * @param grace how long the one before stays valid
     */
    AjpSecrets change(Secret next, Duration grace) throws StoreUnavailableException;

    @Override
    void close();
}
