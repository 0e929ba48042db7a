package io.weir.memory;

import io.weir.cluster.ClusterSecrets;
import io.weir.config.Secret;
import io.weir.time.Ticker;
import java.time.Duration;

/** The secrets of a cluster in one process. Never away; any thread. */
public final class InMemoryClusterSecrets implements ClusterSecrets {
    private final Ticker ticker;
    private Secret current = Secret.NONE;
    private Secret former = Secret.NONE;
    private long formerEndNanos;

    public InMemoryClusterSecrets(Ticker ticker) {
        this.ticker = ticker;
    }

    @Override
    public synchronized AjpSecrets claim(Secret proposed) {
        if (current.isEmpty()) {
            current = proposed;
        }
        long left = former.isEmpty() ? 0 : formerEndNanos - ticker.nanos();
        return left <= 0
                ? new AjpSecrets(current, Secret.NONE, Duration.ZERO)
                : new AjpSecrets(current, former, Duration.ofNanos(left));
    }

    @Override
    public synchronized AjpSecrets change(Secret next, Duration grace) {
        if (!current.isEmpty() && !current.equals(next)) {
            former = current;
            formerEndNanos = ticker.nanos() + grace.toNanos();
            current = next;
        }
        return claim(next);
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
