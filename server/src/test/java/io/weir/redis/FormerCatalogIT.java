package io.weir.redis;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.catalog.Api;
import io.weir.catalog.CatalogStatus.State;
import io.weir.catalog.CatalogStore.Edit;
import io.weir.catalog.CatalogStore.Position;
import io.weir.catalog.CatalogUpdater;
import io.weir.catalog.Definition;
import io.weir.catalog.Kind;
import io.weir.catalog.LaterFormatException;
import io.weir.catalog.Plan;
import io.weir.catalog.SnapshotFile;
import io.weir.catalog.SnapshotWriter;
import io.weir.catalog.StoreUnavailableException;
import io.weir.catalog.Stored;
import io.weir.catalog.User;
import io.weir.time.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/**
 * A catalogue as an earlier version wrote it, and as a later one may. The fixture came from a node of commit d19f8a5, by {@code
 * system-tests/long/versions.py --keep}: plans there have no organization, users no state, APIs nothing about analytics.
 */
class FormerCatalogIT {
    @RegisterExtension
    static final RedisServerExtension redis = new RedisServerExtension();

    private static final Position POSITION = new Position("epoch", 9, "token");
    private static final String LATER_PLAN =
            "{\"version\":1,\"revision\":3,\"created\":1,\"updated\":1,\"author\":\"a\","
                    + "\"definition\":{\"id\":\"gold\",\"name\":\"Gold\",\"color\":\"red\",\"limits\":[{\"name\":\"hour\","
                    + "\"scope\":\"application\",\"count\":5,\"period\":\"PT1H\",\"algorithm\":\"fixed\",\"burst\":7}],"
                    + "\"approval\":\"auto\"}}";

    @TempDir
    Path directory;

    private RedisCatalogStore store;

    @BeforeEach
    void fill() throws IOException {
        store = new RedisCatalogStore(redis.connections(), new SecureRandom(), 100);
        try (Jedis jedis = redis.jedis();
                InputStream fixture =
                        requireNonNull(Kind.class.getResourceAsStream("0.1-first/objects.txt"), "the fixture")) {
            for (String line : new String(fixture.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                String[] parts = line.split(" ", 3);
                jedis.hset("weir:{cfg}:obj:" + parts[0], parts[1], parts[2]);
            }
            jedis.mset("weir:{cfg}:epoch", "epoch", "weir:{cfg}:rev", "9", "weir:{cfg}:token", "token");
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void readsWhatAnEarlierVersionWrote() throws Exception {
        Map<Kind, Definition> read = new EnumMap<>(Kind.class);

        assertThat(store.load(stored -> read.put(stored.definition().kind(), stored.definition())))
                .isEqualTo(POSITION);

        assertThat(read).containsOnlyKeys(Kind.values());
        assertThat(((Plan) requireNonNull(read.get(Kind.PLAN))).organization()).isEqualTo("default");
        assertThat(((User) requireNonNull(read.get(Kind.USER))).state()).isEqualTo(User.State.ACTIVE);
        assertThat(((Api) requireNonNull(read.get(Kind.API))).analyticsOrDefaults().sampling()).isEqualTo(1);
    }

    @Test
    void changesWhatAnEarlierVersionWrote() throws Exception {
        List<Edit> all = loaded().stream()
                .map(stored -> Edit.put(stored.definition(), stored.version()))
                .toList();

        assertThat(store.write(POSITION, all, "a").changes()).hasSameSizeAs(all);
    }

    @Test
    void servesWhatALaterVersionWroteAndRefusesToLoseAnyOfIt() throws Exception {
        put(Kind.PLAN, "gold", LATER_PLAN);
        Stored<? extends Definition> plan = loaded().stream()
                .filter(stored -> stored.definition().kind() == Kind.PLAN)
                .findFirst()
                .orElseThrow();
        assertThat(((Plan) plan.definition()).limits())
                .singleElement()
                .extracting("count")
                .isEqualTo(5L);

        assertThatThrownBy(() -> store.write(POSITION, List.of(Edit.put(plan.definition(), 1)), "a"))
                .isInstanceOf(LaterFormatException.class)
                .hasMessageContaining(
                        "plan gold has definition.color, definition.limits.0.burst, which a later version");

        assertThat(store.position()).isEqualTo(POSITION);
        assertThat(store.write(POSITION, List.of(Edit.delete(Kind.PLAN, "gold", 1)), "a")
                        .changes())
                .hasSize(1);
    }

    @Test
    void goesOnWithItsOwnWhereTheStoreIsOfALaterFormat() throws Exception {
        SnapshotFile file = new SnapshotFile(directory.resolve("snapshot"), "weir", "here");
        SnapshotWriter writer = new SnapshotWriter(file, Ticker.system(), new SimpleMeterRegistry());
        CatalogUpdater updater = updater(file);
        updater.addListener(writer);
        updater.start().get(10, TimeUnit.SECONDS);
        writer.start();
        writer.stop();

        try (Jedis jedis = redis.jedis()) {
            jedis.mset("weir:{cfg}:format", "2", "weir:{cfg}:rev", "10", "weir:{cfg}:token", "later");
            jedis.hset("weir:{cfg}:obj:plan", "gold", "<not even JSON/>");
        }

        await().atMost(Duration.ofSeconds(5)).until(() -> updater.status().state() == State.OUT_OF_SYNC);
        assertStaysWithItsOwn(updater);
        updater.stop();
        CatalogUpdater again = updater(file);
        again.start().get(10, TimeUnit.SECONDS);
        await().atMost(Duration.ofSeconds(5)).until(() -> again.status().state() == State.OUT_OF_SYNC);
        assertStaysWithItsOwn(again);
        again.stop();
    }

    private static void assertStaysWithItsOwn(CatalogUpdater updater) {
        assertThat(updater.status().problem())
                .contains(
                        "the catalogue in the data store is of format 2 (expected: 1; a later version of Weir wrote it");
        assertThat(updater.catalog().plan("gold")).isNotNull();
        assertThatThrownBy(() -> updater.write(catalog -> List.of(Edit.delete(Kind.PLAN, "gold", 1)), "a"))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("format 2");
    }

    private CatalogUpdater updater(SnapshotFile snapshot) {
        return new CatalogUpdater(store, snapshot, InstantSource.system(), Ticker.system(), new SimpleMeterRegistry());
    }

    private List<Stored<? extends Definition>> loaded() throws StoreUnavailableException {
        List<Stored<? extends Definition>> loaded = new ArrayList<>();
        store.load(loaded::add);
        return loaded;
    }

    private static void put(Kind kind, String id, String json) {
        try (Jedis jedis = redis.jedis()) {
            jedis.hset("weir:{cfg}:obj:" + kind.label(), id, json);
        }
    }
}
