package io.weir.elastic;

import io.weir.analytics.AnalyticsUnavailableException;
import io.weir.analytics.Family;
import io.weir.time.Ticker;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Knows which indices there are, for a few seconds at a time, and has those made that are missing. One thread asks at a time; the others
 * wait for its answer.
 */
final class IndexDirectory {
    static final Duration MAX_AGE = Duration.ofSeconds(5);

    private final IndexSetup setup;
    private final Ticker ticker;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Known known;

    private record Known(IndexLayout layout, long nanos) {}

    IndexDirectory(IndexSetup setup, Ticker ticker) {
        this.setup = setup;
        this.ticker = ticker;
    }

    /** What new documents of a family go to. */
    String writeIndex(Family family) throws AnalyticsUnavailableException, InterruptedException {
        String index = layout().writeIndex(family);
        if (index != null) {
            return index;
        }
        asking.lockInterruptibly();
        try {
            known = new Known(setup.makeWriteIndex(family), ticker.nanos());
        } finally {
            asking.unlock();
        }
        String made = layout().writeIndex(family);
        if (made == null) {
            throw new AnalyticsUnavailableException(family.alias()
                    + " has no index to write to (expected: one; it is made" + " again at the next try)");
        }
        return made;
    }

    /** Has those indices made again that are not there, such as one that was deleted while a spool still named it. */
    void require(Set<String> indices) throws AnalyticsUnavailableException, InterruptedException {
        if (layout().members().keySet().containsAll(indices)) {
            return;
        }
        asking.lockInterruptibly();
        try {
            IndexLayout now = setup.look();
            for (String index : indices) {
                if (!now.members().containsKey(index)) {
                    setup.makeAgain(index, now);
                }
            }
            known = new Known(setup.look(), ticker.nanos());
        } finally {
            asking.unlock();
        }
    }

    /** What was known is doubtful: asks again before the next answer. */
    void forget() {
        known = null;
    }

    private IndexLayout layout() throws AnalyticsUnavailableException, InterruptedException {
        IndexLayout fresh = fresh();
        if (fresh != null) {
            return fresh;
        }
        asking.lockInterruptibly();
        try {
            IndexLayout meanwhile = fresh();
            if (meanwhile != null) {
                return meanwhile;
            }
            IndexLayout asked = setup.look();
            known = new Known(asked, ticker.nanos());
            return asked;
        } finally {
            asking.unlock();
        }
    }

    private @Nullable IndexLayout fresh() {
        Known last = known;
        return last != null && ticker.nanos() - last.nanos() < MAX_AGE.toNanos() ? last.layout() : null;
    }
}
