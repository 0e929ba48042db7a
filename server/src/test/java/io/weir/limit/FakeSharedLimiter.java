package io.weir.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Shared counters that stand where the test puts them: they can be away, hang, fail half-way, and come too late. Probes are not recorded. */
final class FakeSharedLimiter implements SharedLimiter {
    private static final int PATIENCE_SECONDS = 20;

    private final CounterTable counters = CounterTable.ofWholeLimits(100_000);
    private final List<Trip> trips = new ArrayList<>();
    private final Set<String> reported = new HashSet<>();
    private final Semaphore gate = new Semaphore(Integer.MAX_VALUE / 2);
    private final Semaphore arrivals = new Semaphore(0);
    private final AtomicLong nowMicros = new AtomicLong(1_800_000_000_000_000L);
    private volatile boolean isAway;
    private volatile int failAfter = Integer.MAX_VALUE;
    private final AtomicInteger late = new AtomicInteger();
    private final AtomicInteger failing = new AtomicInteger();

    /** Every trip that was asked of it. */
    synchronized List<Trip> trips() {
        return List.copyOf(trips);
    }

    /** The keys of the reports that were charged. */
    synchronized Set<String> reported() {
        return Set.copyOf(reported);
    }

    void advance(long micros) {
        nowMicros.addAndGet(micros);
    }

    /** From now on it cannot be connected to, and trips fail before anything was answered. */
    void leave() {
        isAway = true;
    }

    void comeBack() {
        isAway = false;
        failAfter = Integer.MAX_VALUE;
    }

    /** The next trips answer so many questions and then break, and no connection can be made. */
    void failAfter(int answers) {
        failAfter = answers;
    }

    /** So many trips break before anything was answered, but connections can be made. */
    void failTrips(int trips) {
        failing.set(trips);
    }

    /** So many takes come too late. */
    void beLate(int takes) {
        late.set(takes);
    }

    /** Trips wait from now on. */
    void hold() {
        gate.drainPermits();
    }

    void release() {
        gate.release(Integer.MAX_VALUE / 2);
    }

    /** Waits until a trip has come that is held. */
    void awaitTrip() throws InterruptedException {
        if (!arrivals.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("no trip came");
        }
    }

    @Override
    public Session open(Duration timeout) throws SharedLimiterException {
        if (isAway || failAfter < Integer.MAX_VALUE) {
            throw new SharedLimiterException(StoreFailure.CONNECTION, "away", null);
        }
        return new FakeSession();
    }

    private final class FakeSession implements Session {
        @Override
        public void run(Trip trip) throws SharedLimiterException {
            if (trip.takes().stream().anyMatch(take -> take.set().equals(Probes.SET))) {
                answer(trip, Integer.MAX_VALUE);
                return;
            }
            arrivals.release();
            gate.acquireUninterruptibly();
            gate.release();
            synchronized (FakeSharedLimiter.this) {
                trips.add(new Trip(trip.reports(), List.copyOf(trip.takes()), trip.notAfterMillis(), trip.deadline()));
            }
            boolean fails = isAway || failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            answer(trip, fails ? 0 : failAfter);
            if (fails || failAfter < Integer.MAX_VALUE) {
                throw new SharedLimiterException(StoreFailure.TIMEOUT, "gone", null);
            }
        }

        private void answer(Trip trip, int answers) {
            int left = answers;
            synchronized (FakeSharedLimiter.this) {
                for (LocalReport report : trip.reports()) {
                    if (left-- > 0) {
                        report.acknowledge();
                        reported.add(report.key());
                    }
                }
                for (Take take : trip.takes()) {
                    if (left-- > 0) {
                        take.answer(result(take));
                    }
                }
            }
        }

        private TakeResult result(Take take) {
            if (late.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                return new TakeResult(-1, nowMicros.get() / 1000);
            }
            return counters.take(take.set(), take.wanted(), nowMicros.get());
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
