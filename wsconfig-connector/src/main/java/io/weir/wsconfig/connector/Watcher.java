package io.weir.wsconfig.connector;

import io.weir.wsconfig.failure.WsconfigException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Follows the clusters of all connectors, or of one, until it is told to stop. A description that is missing or damaged changes nothing: the
 * last good one stays in force. One thread runs it; {@link #stop} may be called by any.
 */
public final class Watcher {
    private final Connectors connectors;
    private final Follower follower;
    private final OptionalInt only;
    private final WatchTiming timing;
    private final LongSupplier nanoTime;
    private final Consumer<String> say;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Map<Integer, ConnectorWatch> watches = new HashMap<>();

    /** Brings one connector to what its cluster is now. */
    @FunctionalInterface
    public interface Follower {
        ConnectorWork.Outcome follow(Connector connector);
    }

    /**
     * @param only the number of the one to follow; empty: all
     * @param say is told what was done and what is wrong, each problem once
     */
    public Watcher(
            Connectors connectors,
            Follower follower,
            OptionalInt only,
            WatchTiming timing,
            LongSupplier nanoTime,
            Consumer<String> say) {
        this.connectors = connectors;
        this.follower = follower;
        this.only = only;
        this.timing = timing;
        this.nanoTime = nanoTime;
        this.say = say;
    }

    /** Follows until {@link #stop}. */
    public void run() throws InterruptedException {
        do {
            look();
        } while (!stopped.await(timing.filePoll().toNanos(), TimeUnit.NANOSECONDS));
    }

    /** Ends {@link #run} after the change that is under way. */
    public void stop() {
        stopped.countDown();
    }

    /** Looks once at each connector whose time has come. */
    void look() {
        List<Connector> present;
        try {
            present = connectors.all().stream()
                    .filter(connector -> only.isEmpty() || only.getAsInt() == connector.number())
                    .toList();
        } catch (WsconfigException unreadable) {
            // One that is being removed may be gone between two looks at it; the next look tells.
            return;
        }
        watches.keySet().retainAll(present.stream().map(Connector::number).toList());
        for (Connector connector : present) {
            if (stopped.getCount() == 0) {
                return;
            }
            watches.computeIfAbsent(connector.number(), number -> new ConnectorWatch(timing, follower, say))
                    .look(connector, nanoTime);
        }
    }
}
