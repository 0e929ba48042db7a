package io.weir.memory;

import io.weir.lease.LeaseStore;
import io.weir.time.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The leases of one process. Never away; any thread. */
public final class InMemoryLeaseStore implements LeaseStore {
    private final Ticker ticker;
    private final InstantSource clock;
    private final Map<String, Held> leases = new HashMap<>();
    private final Map<String, Long> fences = new HashMap<>();

    private record Held(String holder, long fence, long endNanos) {}

    public InMemoryLeaseStore(Ticker ticker, InstantSource clock) {
        this.ticker = ticker;
        this.clock = clock;
    }

    @Override
    public synchronized OptionalLong acquire(String name, String holder, Duration ttl) {
        Held held = held(name);
        if (held != null && !held.holder.equals(holder)) {
            return OptionalLong.empty();
        }
        long fence = held != null ? held.fence : Math.max(fences.getOrDefault(name, 0L) + 1, 1000 * clock.millis());
        fences.put(name, fence);
        leases.put(name, new Held(holder, fence, ticker.nanos() + ttl.toNanos()));
        return OptionalLong.of(fence);
    }

    @Override
    public synchronized boolean renew(String name, String holder, long fence, Duration ttl) {
        if (!isHeldBy(name, holder, fence)) {
            return false;
        }
        leases.put(name, new Held(holder, fence, ticker.nanos() + ttl.toNanos()));
        return true;
    }

    @Override
    public synchronized void release(String name, String holder, long fence) {
        if (isHeldBy(name, holder, fence)) {
            leases.remove(name);
        }
    }

    @Override
    public synchronized Optional<String> holder(String name) {
        return Optional.ofNullable(held(name)).map(Held::holder);
    }

    @Override
    public void close() {
        // Nothing is held open.
    }

    private boolean isHeldBy(String name, String holder, long fence) {
        Held held = held(name);
        return held != null && held.holder.equals(holder) && held.fence == fence;
    }

    private @Nullable Held held(String name) {
        Held held = leases.get(name);
        return held != null && held.endNanos - ticker.nanos() > 0 ? held : null;
    }
}
