package io.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.catalog.StoreUnavailableException;
import io.weir.lease.LeaseStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;

/** Several contenders with short leases, pauses and deaths at random, against a real server. */
class LeaseContentionIT {
    private static final int CONTENDERS = 4;
    private static final int ROUNDS = 150;
    private static final Duration TTL = Duration.ofMillis(40);

    /** A key lives until the millisecond of its end is over. */
    private static final long MILLISECOND = 1;

    @RegisterExtension
    static final RedisServerExtension redis = new RedisServerExtension();

    /** A time in which the contender held the lease for sure, in ms of the server's clock. */
    private record Held(long fence, long from, long to) {}

    @Test
    void neverHasTwoHoldersAndTakesNoWriteOfAFormerOne() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CONTENDERS);
        List<Future<List<Held>>> contenders = new ArrayList<>();
        for (int i = 0; i < CONTENDERS; i++) {
            long seed = i;
            contenders.add(threads.submit(() -> contend("holder-" + seed, new Random(seed))));
        }
        List<Held> held = new ArrayList<>();
        for (Future<List<Held>> contender : contenders) {
            held.addAll(contender.get(120, TimeUnit.SECONDS));
        }
        threads.shutdown();

        held.sort(Comparator.comparingLong(Held::fence));
        assertThat(held).hasSizeGreaterThan(CONTENDERS);
        for (int i = 1; i < held.size(); i++) {
            assertThat(held.get(i).fence()).isNotEqualTo(held.get(i - 1).fence());
            assertThat(held.get(i).from() + MILLISECOND)
                    .as("%s after %s", held.get(i), held.get(i - 1))
                    .isGreaterThanOrEqualTo(held.get(i - 1).to());
        }
        RedisOperations operations = new RedisOperations(redis.connections());
        try {
            assertThat(FencedWrite.written(operations)).isNotEmpty().isSorted();
        } finally {
            operations.close();
        }
    }

    private static List<Held> contend(String name, Random random) throws StoreUnavailableException {
        List<Held> held = new ArrayList<>();
        RedisOperations operations = new RedisOperations(redis.connections());
        LeaseStore store = new RedisLeaseStore(redis.connections());
        try (Jedis clock = redis.jedis()) {
            for (int round = 0; round < ROUNDS; round++) {
                String holder = name + "-" + round;
                OptionalLong granted = store.acquire("job", holder, TTL);
                if (granted.isPresent()) {
                    held.add(hold(store, operations, clock, holder, granted.getAsLong(), random));
                }
                pause(random, 5);
            }
        } finally {
            store.close();
            operations.close();
        }
        return held;
    }

    private static Held hold(
            LeaseStore store, RedisOperations operations, Jedis clock, String holder, long fence, Random random)
            throws StoreUnavailableException {
        long from = now(clock);
        // The grant was before this, so the lease may end so much earlier: nothing is sure until it is renewed.
        long to = from;
        boolean isHeld = true;
        for (int i = random.nextInt(6); i > 0 && isHeld; i--) {
            pause(random, 30);
            long asked = now(clock);
            isHeld = store.renew("job", holder, fence, TTL);
            to = isHeld ? asked + TTL.toMillis() : to;
            FencedWrite.write(operations, fence);
        }
        if (random.nextBoolean()) {
            to = Math.min(to, now(clock));
            store.release("job", holder, fence);
        }
        pause(random, 2 * (int) TTL.toMillis());
        FencedWrite.write(operations, fence);
        return new Held(fence, from, to);
    }

    private static long now(Jedis clock) {
        List<String> time = clock.time();
        return Long.parseLong(time.get(0)) * 1000 + Long.parseLong(time.get(1)) / 1000;
    }

    private static void pause(Random random, int maxMillis) {
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(1000 * maxMillis)));
    }
}
