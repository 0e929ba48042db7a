package io.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.catalog.CatalogImage;
import io.weir.catalog.CatalogStore;
import io.weir.catalog.CatalogStore.Edit;
import io.weir.catalog.Definition;
import io.weir.catalog.Kind;
import io.weir.catalog.Samples;
import io.weir.catalog.StalePositionException;
import io.weir.catalog.Stored;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;

class RedisCatalogReplacementIT {
    private static final int OBJECTS = 5_000;

    @RegisterExtension
    static final RedisServerExtension redis = new RedisServerExtension();

    private final CatalogStore store = new RedisCatalogStore(redis.connections(), new SecureRandom(), 100);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        threads.shutdownNow();
        store.close();
    }

    @Test
    void nobodySeesAPartOfIt() throws Exception {
        CatalogStore.Position former = store.write(null, List.of(Edit.put(Samples.plan("former"), 0)), "a")
                .position();
        Future<CatalogStore.Position> replaced =
                threads.submit(() -> store.contents().replace(former, image("mine", 7, Set.of())));

        Set<Long> sizes = new TreeSet<>();
        try (Jedis jedis = redis.jedis()) {
            while (!replaced.isDone()) {
                sizes.add(jedis.hlen(RedisKeys.objects(Kind.PLAN)));
            }
            sizes.add(jedis.hlen(RedisKeys.objects(Kind.PLAN)));
        }

        assertThat(store.position()).isEqualTo(replaced.get(20, TimeUnit.SECONDS));
        assertThat(sizes).contains((long) OBJECTS).isSubsetOf(1L, (long) OBJECTS);
        assertThat(keys()).noneMatch(key -> key.contains("staging"));
    }

    @Test
    void ofTwoAtOnceOneWins() throws Exception {
        List<Callable<CatalogStore.Position>> both = List.of(
                () -> store.contents().replace(null, image("one", 1, Set.of())),
                () -> store.contents().replace(null, image("two", 1, Set.of())));

        List<CatalogStore.Position> made = new ArrayList<>();
        for (Future<CatalogStore.Position> future : threads.invokeAll(both)) {
            try {
                made.add(future.get(20, TimeUnit.SECONDS));
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(StalePositionException.class);
            }
        }

        assertThat(made).containsExactly(store.position());
        assertThat(store.contents().sizes()).containsEntry(Kind.PLAN, (long) OBJECTS);
        assertThat(keys()).noneMatch(key -> key.contains("staging"));
    }

    @Test
    void leavesNothingWhereItIsRefused() throws Exception {
        store.write(null, List.of(Edit.put(Samples.plan("there"), 0)), "a");
        Set<String> before = keys();

        assertThatThrownBy(() -> store.contents().replace(null, image("mine", 7, Set.of("x"))))
                .isInstanceOf(StalePositionException.class);

        assertThat(keys()).isEqualTo(before);
    }

    @Test
    void givesEveryLastingKeyAReasonAndNoneATimeToLive() throws Exception {
        store.contents().replace(null, image("mine", 7, Set.of("former")));

        try (Jedis jedis = redis.jedis()) {
            for (String key : jedis.keys("*")) {
                assertThat(jedis.pttl(key)).as(key).isEqualTo(-1);
            }
        }
    }

    private static Set<String> keys() {
        try (Jedis jedis = redis.jedis()) {
            return new TreeSet<>(jedis.keys("*"));
        }
    }

    private static CatalogImage image(String epoch, long revision, Set<String> succeeds) {
        List<Stored<? extends Definition>> objects = new ArrayList<>();
        for (int i = 0; i < OBJECTS; i++) {
            objects.add(new Stored<>(Samples.plan("plan-" + i), 1, 1, Instant.EPOCH, Instant.EPOCH, "a"));
        }
        return new CatalogImage(epoch, revision, objects, succeeds);
    }
}
