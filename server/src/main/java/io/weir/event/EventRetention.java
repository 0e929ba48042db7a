package io.weir.event;

import io.weir.catalog.StoreUnavailableException;
import io.weir.lease.FencedException;
import io.weir.lease.LeasedJob;
import io.weir.lease.Tenure;
import java.time.Duration;

/** Removes events that are too old, now and then; the job of one node for the whole cluster. */
public final class EventRetention implements LeasedJob.Work {
    /** No event is kept longer, but for {@link #INTERVAL}. */
    public static final Duration KEPT = Duration.ofDays(30);

    static final Duration INTERVAL = Duration.ofHours(1);

    private final EventLog events;

    public EventRetention(EventLog events) {
        this.events = events;
    }

    @Override
    public void run(Tenure tenure) throws StoreUnavailableException, FencedException, InterruptedException {
        do {
            removeOld(tenure);
        } while (tenure.await(INTERVAL));
    }

    private void removeOld(Tenure tenure) throws StoreUnavailableException, FencedException {
        boolean isMore = true;
        while (isMore && tenure.isHeld()) {
            isMore = events.expire(KEPT, tenure.fence()) > 0;
        }
    }
}
