package io.weir.audit;

import io.weir.catalog.StoreUnavailableException;
import io.weir.lease.FencedException;
import io.weir.lease.LeasedJob;
import io.weir.lease.Tenure;
import java.time.Duration;

/** Removes entries of the audit log that are too old, now and then; the job of one node for the whole cluster. */
public final class AuditRetention implements LeasedJob.Work {
    /** No entry is kept longer, but for {@link #INTERVAL}. */
    public static final Duration KEPT = Duration.ofDays(90);

    static final Duration INTERVAL = Duration.ofHours(1);

    private final AuditLog audit;

    public AuditRetention(AuditLog audit) {
        this.audit = audit;
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
            isMore = audit.expire(KEPT, tenure.fence()) > 0;
        }
    }
}
