package io.weir.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.catalog.StoreUnavailableException;
import io.weir.memory.InMemoryLeaseStore;
import io.weir.time.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeasedJobTest {
    private static final Duration TTL = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Stands still unless a test moves it, so that a busy machine ends no lease. */
    private final AtomicLong now = new AtomicLong(-5);

    private final FragileStore store = new FragileStore(now::get);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<LeasedJob> jobs = new ArrayList<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostRunning = new AtomicInteger();

    /** A store that can be away. */
    private static final class FragileStore implements LeaseStore {
        final InMemoryLeaseStore leases;
        final Set<String> asked = ConcurrentHashMap.newKeySet();
        final AtomicInteger renewals = new AtomicInteger();
        volatile boolean isAway;

        FragileStore(Ticker ticker) {
            leases = new InMemoryLeaseStore(ticker, InstantSource.system());
        }

        @Override
        public OptionalLong acquire(String name, String holder, Duration ttl) throws StoreUnavailableException {
            requirePresence();
            asked.add(holder);
            return leases.acquire(name, holder, ttl);
        }

        @Override
        public boolean renew(String name, String holder, long fence, Duration ttl) throws StoreUnavailableException {
            requirePresence();
            boolean isRenewed = leases.renew(name, holder, fence, ttl);
            renewals.incrementAndGet();
            return isRenewed;
        }

        @Override
        public void release(String name, String holder, long fence) throws StoreUnavailableException {
            requirePresence();
            leases.release(name, holder, fence);
        }

        @Override
        public Optional<String> holder(String name) throws StoreUnavailableException {
            requirePresence();
            return leases.holder(name);
        }

        @Override
        public void close() {}

        private void requirePresence() throws StoreUnavailableException {
            if (isAway) {
                throw new StoreUnavailableException("away");
            }
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (LeasedJob job : jobs) {
            job.stop();
        }
    }

    @Test
    void oneOfManyDoesTheJobAndAnotherGoesOnWhenItStops() throws Exception {
        LeasedJob first = start("a", this::workOn);
        await().atMost(PATIENCE).until(() -> running.get() == 1);
        start("b", this::workOn);
        start("c", this::workOn);
        await().atMost(PATIENCE).until(() -> store.asked.size() == 3);
        for (int i = 0; i < 6; i++) {
            now.addAndGet(TTL.dividedBy(4).toNanos());
            awaitRenewal();
        }

        assertThat(holder()).startsWith("a/");
        first.stop();
        await().atMost(PATIENCE).until(() -> told.size() == 2);

        assertThat(holder()).doesNotStartWith("a/");
        assertThat(mostRunning).hasValue(1);
        assertThat(fence(told.get(1))).isGreaterThan(fence(told.get(0)));
        assertThat(told).allMatch(text -> text.startsWith("acquired "));
    }

    @Test
    void givesTheLeaseBackAtOnceWhenItStops() throws Exception {
        LeasedJob job = start("a", this::workOn);
        await().atMost(PATIENCE).until(() -> running.get() == 1);
        assertThat(meters.get("weir.lease.held").gauge().value()).isEqualTo(1);

        job.stop();

        assertThat(running).hasValue(0);
        assertThat(store.holder("job")).isEmpty();
        assertThat(told).hasSize(1);
        assertThat(meters.get("weir.lease.held").gauge().value()).isZero();
    }

    @Test
    void stopsTheJobBeforeTheLeaseCanEndWhenItCannotRenew() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        start("a", tenure -> {
            try {
                new CountDownLatch(1).await();
            } finally {
                assertThat(tenure.isHeld()).isFalse();
                interrupted.countDown();
            }
        });
        awaitRenewal();
        store.isAway = true;

        now.addAndGet(TTL.multipliedBy(2).dividedBy(3).toNanos());
        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(store.leases.holder("job")).isPresent();
        await().atMost(PATIENCE).until(() -> told.size() == 2);
        assertThat(told.get(1)).startsWith("lost ");
        assertThat(meters.get("weir.lease.losses").counter().count()).isEqualTo(1);
        assertThat(meters.get("weir.lease.held").gauge().value()).isZero();
    }

    @Test
    void stopsTheJobWhenTheLeaseIsNotItsAnyMore() throws Exception {
        start("a", this::workOn);
        await().atMost(PATIENCE).until(() -> running.get() == 1);

        store.leases.release("job", holder(), fence(told.get(0)));
        await().atMost(PATIENCE).until(() -> told.size() >= 2);

        assertThat(told.get(1)).startsWith("lost ");
        assertThat(mostRunning).hasValue(1);
    }

    @Test
    void aPausedHolderFindsOutBeforeItActs() throws Exception {
        CountDownLatch isAsleep = new CountDownLatch(1);
        CountDownLatch wakeUp = new CountDownLatch(1);
        List<Boolean> mayAct = new CopyOnWriteArrayList<>();
        start("a", tenure -> {
            mayAct.add(tenure.isHeld());
            isAsleep.countDown();
            awaitUninterruptibly(wakeUp);
            mayAct.add(tenure.isHeld());
        });
        assertThat(isAsleep.await(20, TimeUnit.SECONDS)).isTrue();

        now.addAndGet(TTL.toNanos());
        wakeUp.countDown();

        await().atMost(PATIENCE).until(() -> mayAct.size() >= 2);
        assertThat(mayAct.subList(0, 2)).containsExactly(true, false);
    }

    @Test
    void neverDoesTheJobTwiceInOneProcess() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        start("a", tenure -> {
            enter();
            awaitUninterruptibly(end);
            running.decrementAndGet();
        });
        await().atMost(PATIENCE).until(() -> running.get() == 1);
        now.addAndGet(TTL.toNanos());
        await().atMost(PATIENCE).until(() -> told.size() == 2);

        long other = store.leases.acquire("job", "other", TTL).orElseThrow();
        store.leases.release("job", "other", other);
        end.countDown();

        await().atMost(PATIENCE).until(() -> told.size() > 2);
        assertThat(mostRunning).hasValue(1);
        assertThat(fence(told.get(2))).isGreaterThan(other);
    }

    @Test
    void beginsAgainWhenTheJobFails() {
        AtomicInteger runs = new AtomicInteger();
        start("a", tenure -> {
            if (runs.incrementAndGet() < 3) {
                throw new StoreUnavailableException("away");
            }
            workOn(tenure);
        });

        await().atMost(PATIENCE).until(() -> running.get() == 1);

        assertThat(meters.get("weir.lease.failures").counter().count()).isEqualTo(2);
        assertThat(meters.get("weir.lease.losses").counter().count()).isZero();
    }

    @Test
    void asksAnotherClusterAndGivesTheLeaseOfTheFormerBack() throws Exception {
        LeasedJob job = start("a", this::workOn);
        await().atMost(PATIENCE).until(() -> running.get() == 1);
        FragileStore other = new FragileStore(now::get);

        job.moveTo(other);

        await().atMost(PATIENCE).until(() -> running.get() == 1 && told.size() == 2);
        assertThat(store.holder("job")).isEmpty();
        assertThat(other.holder("job")).isPresent();
        assertThat(mostRunning).hasValue(1);
        assertThat(meters.get("weir.lease.losses").counter().count()).isZero();
    }

    @Test
    void waitsForAStoreThatIsAway() {
        store.isAway = true;
        start("a", this::workOn);
        assertThat(told).isEmpty();

        store.isAway = false;

        await().atMost(PATIENCE).until(() -> running.get() == 1);
    }

    private void awaitRenewal() {
        int before = store.renewals.get();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> store.renewals.get() > before);
    }

    private LeasedJob start(String node, LeasedJob.Work work) {
        LeaseListener listener = new LeaseListener() {
            @Override
            public void acquired(String lease, long fence) {
                told.add("acquired " + fence);
            }

            @Override
            public void lost(String lease, long fence) {
                told.add("lost " + fence);
            }
        };
        SimpleMeterRegistry own = jobs.isEmpty() ? meters : new SimpleMeterRegistry();
        LeasedJob job = new LeasedJob("job", TTL, work, store, node, listener, now::get, new Random(), own);
        jobs.add(job);
        job.start();
        return job;
    }

    private void workOn(Tenure tenure) throws InterruptedException {
        enter();
        try {
            while (tenure.await(Duration.ofMinutes(1))) {
                assertThat(tenure.isHeld()).isTrue();
            }
        } finally {
            running.decrementAndGet();
        }
    }

    private void enter() {
        mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
    }

    private String holder() throws StoreUnavailableException {
        return store.holder("job").orElse("");
    }

    private static long fence(String text) {
        return Long.parseLong(text.substring(text.indexOf(' ') + 1));
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean isInterrupted = false;
        while (latch.getCount() > 0) {
            try {
                assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
