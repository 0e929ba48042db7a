package io.weir.session;

import io.weir.time.Ticker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tries that this node has seen itself, for the time while the store is away. Remembers at most {@link #MAX_TALLIES}, the one that
 * was counted in longest ago given up first. Any thread.
 */
public final class LocalAttempts implements AttemptStore {
    static final int MAX_TALLIES = 10_000;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Ticker ticker;
    private final Map<String, Tries> tallies = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
            return size() > MAX_TALLIES;
        }
    };

    private record Tries(int count, long lastNanos) {}

    public LocalAttempts(Ticker ticker) {
        this.ticker = ticker;
    }

    @Override
    public synchronized long take(List<Tally> wanted) {
        long now = ticker.nanos();
        long wait = 0;
        for (Tally tally : wanted) {
            wait = Math.max(wait, waitMillis(tally.pace(), known(tally, now), now));
        }
        if (wait == 0) {
            for (Tally tally : wanted) {
                Tries before = known(tally, now);
                tallies.remove(tally.name());
                tallies.put(tally.name(), new Tries(before == null ? 1 : before.count() + 1, now));
            }
        }
        return wait;
    }

    @Override
    public synchronized void giveBack(List<Tally> taken) {
        for (Tally tally : taken) {
            tallies.computeIfPresent(
                    tally.name(),
                    (name, tries) -> tries.count() == 1 ? null : new Tries(tries.count() - 1, tries.lastNanos()));
        }
    }

    @Override
    public synchronized void clear(Tally tally) {
        tallies.remove(tally.name());
    }

    synchronized int size() {
        return tallies.size();
    }

    private @Nullable Tries known(Tally tally, long now) {
        Tries tries = tallies.get(tally.name());
        boolean isForgotten = tries == null
                || now - tries.lastNanos() >= tally.pace().forget().toNanos();
        return isForgotten ? null : tries;
    }

    private static long waitMillis(Pace pace, @Nullable Tries tries, long now) {
        if (tries == null) {
            return 0;
        }
        long left = pace.waitMillis(tries.count()) * NANOS_PER_MILLI - (now - tries.lastNanos());
        return left <= 0 ? 0 : (left + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
    }
}
