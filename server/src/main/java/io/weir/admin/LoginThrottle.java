package io.weir.admin;

import io.weir.time.Ticker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows guessing down: after {@link #FREE} failures of a user from an address each further one doubles the wait before the next try,
 * up to a minute. Nobody else is delayed, and no request waits here: it is told when to come again. Remembers at most
 * {@link #MAX_ENTRIES} pairs, the oldest given up first. Any thread.
 */
final class LoginThrottle {
    static final int FREE = 3;
    static final int MAX_ENTRIES = 10_000;

    private static final long MAX_WAIT_SECONDS = 60;
    private static final Duration FORGET = Duration.ofMinutes(15);

    private final Ticker ticker;
    private final Map<Pair, Failures> failures = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Pair, Failures> eldest) {
            return size() > MAX_ENTRIES;
        }
    };

    private record Pair(String user, String address) {}

    private record Failures(int count, long lastNanos) {}

    LoginThrottle(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Seconds until this user may try again from this address; 0 for now. */
    synchronized long waitSeconds(String user, String address) {
        Failures known = failures.get(new Pair(user, address));
        if (known == null || known.count < FREE) {
            return 0;
        }
        long wait = Math.min(MAX_WAIT_SECONDS, 1L << Math.min(known.count - FREE, 10));
        long left = Duration.ofSeconds(wait).toNanos() - (ticker.nanos() - known.lastNanos);
        return left <= 0 ? 0 : (left + 999_999_999) / 1_000_000_000;
    }

    synchronized void failed(String user, String address) {
        Pair pair = new Pair(user, address);
        Failures known = failures.remove(pair);
        long now = ticker.nanos();
        boolean isFresh = known != null && now - known.lastNanos < FORGET.toNanos();
        failures.put(pair, new Failures(isFresh && known != null ? known.count + 1 : 1, now));
    }

    synchronized void succeeded(String user, String address) {
        failures.remove(new Pair(user, address));
    }

    synchronized int size() {
        return failures.size();
    }
}
