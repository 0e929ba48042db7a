package io.weir.redis;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.catalog.Catalog;
import io.weir.catalog.CatalogStatus.State;
import io.weir.catalog.CatalogStore.Edit;
import io.weir.catalog.CatalogUpdater;
import io.weir.catalog.Definition;
import io.weir.catalog.Kind;
import io.weir.catalog.Samples;
import io.weir.catalog.SnapshotFile;
import io.weir.catalog.StoreUnavailableException;
import io.weir.catalog.Stored;
import io.weir.time.Ticker;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.ClientKillParams;
import redis.clients.jedis.params.RestoreParams;

class RedisCatchUpIT {
    @RegisterExtension
    static final RedisServerExtension redis = new RedisServerExtension();

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SimpleMeterRegistry followerMeters = new SimpleMeterRegistry();
    private final List<AutoCloseable> open = new ArrayList<>();
    private @TempDir Path directory;

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @Test
    void isEqualWithinTwoSecondsAfterItsConnectionsWereCutAndFiftyChangesMissed() throws Exception {
        CatalogUpdater writer = start("weir-writer", 10_000, new SimpleMeterRegistry());
        CatalogUpdater follower = start("weir-follower", 10_000, followerMeters);

        cut("weir-follower");
        for (int i = 0; i < 50; i++) {
            cut("weir-follower");
            put(writer, Samples.application("app-" + i));
        }

        await().atMost(Duration.ofSeconds(2)).until(() -> isSame(follower, writer));
        assertThat(followerMeters.get("weir.catalog.reloads").timer().count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void isEqualInTheEndWhateverHappensOnTheWay(long seed) throws Exception {
        Random random = new Random(seed);
        CatalogUpdater writer = start("weir-writer", 20, new SimpleMeterRegistry());
        CatalogUpdater follower = start("weir-follower", 20, followerMeters);

        for (int step = 0; step < 150; step++) {
            switch (random.nextInt(30)) {
                case 0 -> cut("weir-follower");
                case 1 -> cut("weir-writer");
                case 2 -> redis.restart();
                case 3 -> {
                    redis.pause();
                    redis.resume();
                }
                default -> tryWrite(random.nextInt(3) == 0 ? follower : writer, random);
            }
        }

        await().atMost(PATIENCE).until(() -> isSame(follower, writer));
        Catalog fresh = start("weir-fresh", 20, new SimpleMeterRegistry()).catalog();
        assertSame(follower.catalog(), fresh);
        assertSame(writer.catalog(), fresh);
    }

    @Test
    void followsARestoredBackup() throws Exception {
        CatalogUpdater follower = start("weir-follower", 10_000, followerMeters);
        put(follower, Samples.plan("kept"));
        String digest = follower.catalog().digest();
        Map<String, byte[]> backup = backup();
        put(follower, Samples.plan("lost"));
        put(follower, Samples.plan("kept"));

        restore(backup);

        await().atMost(PATIENCE).until(() -> follower.catalog().revision() == 2);
        assertThat(follower.catalog().digest()).isEqualTo(digest);
        assertThat(follower.catalog().plan("lost")).isNull();
        assertThat(followerMeters.counter("weir.catalog.restores").count()).isEqualTo(1);
        await().atMost(PATIENCE).until(() -> follower.status().state() == State.IN_SYNC);
        put(follower, Samples.plan("new"));
        assertThat(follower.catalog().revision()).isEqualTo(3);
    }

    @Test
    void keepsItsCatalogueAndWritesNothingIntoAWipedOrForeignStore() throws Exception {
        CatalogUpdater follower = start("weir-follower", 10_000, followerMeters);
        put(follower, Samples.plan("gold"));

        redis.flush();
        assertThatThrownBy(() -> put(follower, Samples.plan("silver"))).isInstanceOf(StoreUnavailableException.class);
        await().atMost(PATIENCE).until(() -> follower.status().state() == State.OUT_OF_SYNC);
        try (Jedis jedis = redis.jedis()) {
            assertThat(jedis.dbSize()).isZero();
        }

        CatalogUpdater foreign = start("weir-foreign", 10_000, new SimpleMeterRegistry());
        put(foreign, Samples.plan("theirs"));
        await().atMost(PATIENCE)
                .until(() -> String.valueOf(follower.status().problem()).contains("another catalogue"));
        assertThat(follower.catalog().plan("gold")).isNotNull();
        assertThat(follower.catalog().plan("theirs")).isNull();
        assertThat(foreign.catalog().plan("gold")).isNull();
    }

    @Test
    void goesOnWhenTheServerComesBack() throws Exception {
        CatalogUpdater follower = start("weir-follower", 10_000, followerMeters);

        redis.stop();
        await().atMost(PATIENCE).until(() -> follower.status().state() == State.STORE_AWAY);
        assertThat(follower.status().problem()).contains("data store 127.0.0.1:" + redis.port());
        redis.start();

        await().atMost(PATIENCE).until(() -> follower.status().state() == State.IN_SYNC);
        put(follower, Samples.plan("gold"));
        assertThat(followerMeters.get("weir.catalog.reloads").timer().count()).isZero();
    }

    @Test
    void everyKeyThatStaysIsInTheDocumentedList() throws Exception {
        CatalogUpdater writer = start("weir-writer", 10_000, new SimpleMeterRegistry());
        for (Definition definition : Samples.oneOfEach()) {
            put(writer, definition);
        }

        try (Jedis jedis = redis.jedis()) {
            assertThat(jedis.keys("*"))
                    .filteredOn(key -> !key.startsWith("weir:{cfg}:obj:"))
                    .containsExactlyInAnyOrder(RedisKeys.EPOCH, RedisKeys.REVISION, RedisKeys.TOKEN, RedisKeys.LOG);
        }
    }

    private CatalogUpdater start(String name, int maxLogEntries, SimpleMeterRegistry meters) throws Exception {
        RedisCatalogStore store =
                new RedisCatalogStore(new RedisConnections(redis.dataStore(), name), new SecureRandom(), maxLogEntries);
        SnapshotFile none = new SnapshotFile(directory.resolve("none"), "weir", "redis");
        CatalogUpdater updater = new CatalogUpdater(store, none, InstantSource.system(), Ticker.system(), meters);
        open.add(updater::stop);
        open.add(store);
        updater.start().get(30, TimeUnit.SECONDS);
        return updater;
    }

    private static void put(CatalogUpdater updater, Definition definition) throws Exception {
        updater.write(catalog -> List.of(Edit.put(definition, Edit.ANY_VERSION)), "test");
    }

    private static void tryWrite(CatalogUpdater updater, Random random) throws Exception {
        List<Edit> edits = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int number = 3 * random.nextInt(5) + i;
            Definition definition = Samples.subscription("s-" + number, "app-" + random.nextInt(4), "api");
            edits.add(
                    random.nextInt(4) == 0
                            ? Edit.delete(Kind.SUBSCRIPTION, definition.id(), Edit.ANY_VERSION)
                            : Edit.put(definition, Edit.ANY_VERSION));
        }
        try {
            updater.write(catalog -> edits, "test");
        } catch (StoreUnavailableException e) {
            // What a restart of the server makes of a write is its own affair; that all agree in the end is not.
            assertThat(e).hasMessageContaining("data store");
        }
    }

    private static boolean isSame(CatalogUpdater one, CatalogUpdater other) {
        return requireNonNull(one.catalog().position()).equals(other.catalog().position())
                && one.catalog().digest().equals(other.catalog().digest());
    }

    private static void assertSame(Catalog one, Catalog other) {
        assertThat(one.digest()).isEqualTo(other.digest());
        for (Kind kind : Kind.values()) {
            List<Stored<?>> expected = new ArrayList<>();
            other.all(kind).forEach(expected::add);
            assertThat(one.all(kind)).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static void cut(String name) {
        try (Jedis jedis = redis.jedis()) {
            jedis.clientList()
                    .lines()
                    .filter(line -> line.contains(" name=" + name + " "))
                    .map(line -> line.substring("id=".length(), line.indexOf(' ')))
                    .forEach(id ->
                            jedis.clientKill(ClientKillParams.clientKillParams().id(id)));
        }
    }

    private static Map<String, byte[]> backup() {
        try (Jedis jedis = redis.jedis()) {
            Map<String, byte[]> dumps = new HashMap<>();
            jedis.keys("*").forEach(key -> dumps.put(key, jedis.dump(key)));
            return dumps;
        }
    }

    private static void restore(Map<String, byte[]> backup) {
        try (Jedis jedis = redis.jedis()) {
            backup.forEach((key, dump) ->
                    jedis.restore(key, 0, dump, RestoreParams.restoreParams().replace()));
        }
    }
}
