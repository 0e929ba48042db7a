package io.weir.analytics;

import io.weir.catalog.StoreUnavailableException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the cluster each minute which indices this node's spool names, and once when it names none any more. {@link #start} and
 * {@link #stop} once each, any thread.
 */
public final class SpoolTeller {
    private static final Logger log = LoggerFactory.getLogger(SpoolTeller.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final long STOP_MILLIS = 5_000;

    private final String node;
    private final Supplier<Set<String>> spool;
    private final Supplier<SpooledIndices> cluster;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "weir-spool-teller");
    private boolean hasTold;

    /**
     * @param spool what the spool names now
     * @param cluster where to tell it
     */
    public SpoolTeller(String node, Supplier<Set<String>> spool, Supplier<SpooledIndices> cluster) {
        this.node = node;
        this.spool = spool;
        this.cluster = cluster;
    }

    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    public void stop() throws InterruptedException {
        stopping.countDown();
        thread.join(STOP_MILLIS);
    }

    private void run() {
        try {
            do {
                tell();
            } while (!stopping.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void tell() {
        try {
            Set<String> indices = spool.get();
            if (hasTold || !indices.isEmpty()) {
                cluster.get().tell(node, indices);
                hasTold = !indices.isEmpty();
            }
        } catch (StoreUnavailableException e) {
            log.debug("what the spool names cannot be told: {}", e.getMessage());
        } catch (RuntimeException e) {
            log.error("what the spool names cannot be told", e);
        }
    }
}
