package io.weir.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.catalog.CatalogStatus.State;
import io.weir.catalog.CatalogStore.Change;
import io.weir.catalog.CatalogStore.Edit;
import io.weir.memory.InMemoryCatalogStore;
import io.weir.time.Ticker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogUpdaterTest {
    private final InMemoryCatalogStore shared = FragileStore.newStore(1);
    private final FragileStore store = new FragileStore(shared);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<CatalogUpdater> started = new ArrayList<>();
    private @TempDir Path directory;

    @AfterEach
    void stop() throws InterruptedException {
        for (CatalogUpdater updater : started) {
            updater.stop();
        }
    }

    @Test
    void beginsAnEmptyStoreWithTheDefaultOrganization() throws Exception {
        CatalogUpdater updater = start(store);

        assertThat(updater.catalog().organization(Organization.DEFAULT)).isNotNull();
        assertThat(updater.status().state()).isEqualTo(State.IN_SYNC);
        assertThat(updater.status().position()).isEqualTo(shared.position());
        assertThat(meters.get("weir.catalog.revision").gauge().value()).isEqualTo(1);
        assertThat(meters.get("weir.store.reachable").gauge().value()).isEqualTo(1);
    }

    @Test
    void nodesThatBeginAtOnceBeginOneCatalogue() throws Exception {
        List<CompletableFuture<Catalog>> ready = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ready.add(updater(new FragileStore(shared), "n" + i).start());
        }

        for (CompletableFuture<Catalog> future : ready) {
            future.get(10, TimeUnit.SECONDS);
        }

        assertThat(started)
                .extracting(updater -> updater.catalog().digest())
                .containsOnly(started.get(0).catalog().digest());
        assertThat(shared.position())
                .isNotNull()
                .extracting(CatalogStore.Position::revision)
                .isEqualTo(1L);
    }

    @Test
    void aWriteIsLiveHereWhenItReturns() throws Exception {
        CatalogUpdater updater = updater(store, "n1");
        List<String> seen = new ArrayList<>();
        updater.addListener((before, after, changes) ->
                changes.forEach(change -> seen.add(before.revision() + "-" + after.revision() + " " + change.id())));
        updater.start().get(10, TimeUnit.SECONDS);

        List<Change> changes = updater.write(catalog -> List.of(Edit.put(Samples.plan("gold"), 0)), "alice");

        assertThat(updater.catalog().plan("gold")).isEqualTo(changes.get(0).stored());
        assertThat(updater.catalog().revision()).isEqualTo(2);
        assertThat(seen).containsExactly("0-1 default", "1-2 gold");
    }

    @Test
    void followsWhatOthersWrite() throws Exception {
        CatalogUpdater here = start(store);
        CatalogUpdater there = start(new FragileStore(shared));

        there.write(catalog -> List.of(Edit.put(Samples.plan("gold"), 0)), "a");

        await().atMost(Duration.ofSeconds(5)).until(() -> here.catalog().plan("gold") != null);
        assertThat(here.catalog().digest()).isEqualTo(there.catalog().digest());
    }

    @Test
    void noticesWithoutBeingToldWithinAboutASecond() throws Exception {
        store.isMute = true;
        CatalogUpdater here = start(store);
        CatalogUpdater there = start(new FragileStore(shared));

        there.write(catalog -> List.of(Edit.put(Samples.plan("gold"), 0)), "a");

        await().atMost(Duration.ofSeconds(5)).until(() -> here.catalog().plan("gold") != null);
    }

    @Test
    void asksAgainWhatToWriteWhereSomebodyElseWasFaster() throws Exception {
        store.isMute = true;
        CatalogUpdater here = start(store);
        CatalogUpdater there = start(new FragileStore(shared));
        List<Integer> plansSeen = new ArrayList<>();
        there.write(catalog -> List.of(Edit.put(Samples.plan("gold"), 0)), "a");

        here.write(
                catalog -> {
                    plansSeen.add(catalog.size(Kind.PLAN));
                    return catalog.plan("gold") == null || plansSeen.size() == 1
                            ? List.of(Edit.put(Samples.plan("silver"), 0))
                            : List.of();
                },
                "a");

        assertThat(plansSeen.get(plansSeen.size() - 1)).isEqualTo(1);
        assertThat(here.catalog().plan("gold")).isNotNull();
    }

    @Test
    void aVersionThatMovedIsAConflict() throws Exception {
        CatalogUpdater updater = start(store);
        updater.write(catalog -> List.of(Edit.put(Samples.plan("gold"), 0)), "a");

        assertThatThrownBy(() -> updater.write(catalog -> List.of(Edit.put(Samples.plan("gold"), 5)), "a"))
                .isInstanceOf(VersionConflictException.class);
    }

    @Test
    void servesOnAndTakesNoWritesWhileTheStoreIsAway() throws Exception {
        CatalogUpdater updater = start(store);
        store.isAway = true;

        await().atMost(Duration.ofSeconds(5)).until(() -> updater.status().state() == State.STORE_AWAY);
        assertThat(updater.catalog().organization("default")).isNotNull();
        assertThat(meters.get("weir.store.reachable").gauge().value()).isZero();
        assertThatThrownBy(() -> updater.write(catalog -> List.of(Edit.put(Samples.plan("gold"), 0)), "a"))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage("away");

        store.isAway = false;
        await().atMost(Duration.ofSeconds(5)).until(() -> updater.status().state() == State.IN_SYNC);
    }

    @Test
    void keepsItsOwnWhenTheStoreIsWipedOrForeign() throws Exception {
        CatalogUpdater updater = start(store);
        updater.write(catalog -> List.of(Edit.put(Samples.plan("gold"), 0)), "a");

        store.inner = FragileStore.newStore(2);
        await().atMost(Duration.ofSeconds(5)).until(() -> updater.status().state() == State.OUT_OF_SYNC);
        assertThat(updater.status().problem()).contains("is empty");
        assertThat(updater.status().isStoreReachable()).isTrue();
        assertThatThrownBy(() -> updater.write(catalog -> List.of(Edit.put(Samples.plan("silver"), 0)), "a"))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(store.inner.position()).isNull();

        store.inner.write(null, List.of(Edit.put(Samples.plan("theirs"), 0)), "b");
        await().atMost(Duration.ofSeconds(5))
                .until(() -> String.valueOf(updater.status().problem()).contains("another"));
        assertThat(updater.catalog().plan("gold")).isNotNull();
        assertThat(updater.catalog().plan("theirs")).isNull();

        store.inner = shared;
        await().atMost(Duration.ofSeconds(5)).until(() -> updater.status().state() == State.IN_SYNC);
    }

    @Test
    void startsFromTheSnapshotWhileTheStoreIsAwayAndCatchesUp() throws Exception {
        CatalogUpdater before = start(store);
        before.write(catalog -> List.of(Edit.put(Samples.plan("gold"), 0)), "a");
        snapshot("n2", "redis:6379/0").write(before.catalog());
        before.write(catalog -> List.of(Edit.put(Samples.plan("silver"), 0)), "a");
        FragileStore away = new FragileStore(shared);
        away.isAway = true;

        CatalogUpdater updater = updater(away, "n2");
        Catalog first = updater.start().get(10, TimeUnit.SECONDS);

        assertThat(first.plan("gold")).isNotNull();
        assertThat(first.plan("silver")).isNull();
        assertThat(updater.status().state()).isEqualTo(State.STORE_AWAY);

        away.isAway = false;
        await().atMost(Duration.ofSeconds(5)).until(() -> updater.catalog().plan("silver") != null);
        assertThat(updater.catalog().digest()).isEqualTo(before.catalog().digest());
    }

    @Test
    void staysWithItsSnapshotWhereTheSameStoreWasWiped() throws Exception {
        CatalogUpdater before = start(store);
        snapshot("n2", "redis:6379/0").write(before.catalog());

        CatalogUpdater updater = updater(new FragileStore(FragileStore.newStore(2)), "n2");
        updater.start().get(10, TimeUnit.SECONDS);

        assertThat(updater.status().state()).isEqualTo(State.OUT_OF_SYNC);
        assertThat(updater.catalog().digest()).isEqualTo(before.catalog().digest());
    }

    @Test
    void takesTheCatalogueOfAStoreThatTheConfigurationNamesSince() throws Exception {
        CatalogUpdater before = start(store);
        before.write(catalog -> List.of(Edit.put(Samples.plan("old"), 0)), "a");
        snapshot("n2", "former:6379/0").write(before.catalog());

        CatalogUpdater updater = updater(new FragileStore(FragileStore.newStore(2)), "n2");
        updater.start().get(10, TimeUnit.SECONDS);

        await().atMost(Duration.ofSeconds(5)).until(() -> updater.status().state() == State.IN_SYNC);
        assertThat(updater.catalog().plan("old")).isNull();
        assertThat(updater.catalog().organization("default")).isNotNull();
        assertThat(Files.exists(directory.resolve("n2.former"))).isTrue();
    }

    private CatalogUpdater start(CatalogStore followed) throws Exception {
        CatalogUpdater updater = updater(followed, "none" + started.size());
        updater.start().get(10, TimeUnit.SECONDS);
        return updater;
    }

    private CatalogUpdater updater(CatalogStore followed, String file) {
        CatalogUpdater updater = new CatalogUpdater(
                followed,
                snapshot(file, "redis:6379/0"),
                InstantSource.system(),
                Ticker.system(),
                started.isEmpty() ? meters : new SimpleMeterRegistry());
        started.add(updater);
        return updater;
    }

    private SnapshotFile snapshot(String file, String storeAddress) {
        return new SnapshotFile(directory.resolve(file), "weir", storeAddress);
    }
}
