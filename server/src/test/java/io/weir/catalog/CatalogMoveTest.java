package io.weir.catalog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.catalog.CatalogStatus.State;
import io.weir.catalog.CatalogStore.Edit;
import io.weir.time.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogMoveTest {
    private final FragileStore here = new FragileStore(FragileStore.newStore(1));
    private final FragileStore there = new FragileStore(FragileStore.newStore(2));
    private final List<String> published = new ArrayList<>();
    private @TempDir Path directory;
    private CatalogUpdater updater;

    @BeforeEach
    void start() throws Exception {
        updater = new CatalogUpdater(
                here, snapshot("here"), InstantSource.system(), Ticker.system(), new SimpleMeterRegistry());
        updater.addListener((before, after, changes) -> published.add(before.revision() + "-" + after.revision() + " "
                + changes.stream().map(CatalogStore.Change::id).sorted().toList()));
        updater.start().get(10, TimeUnit.SECONDS);
        updater.write(catalog -> List.of(Edit.put(Samples.plan("mine"), 0)), "a");
        published.clear();
    }

    @AfterEach
    void stop() throws InterruptedException {
        updater.stop();
    }

    @Test
    void servesTheOthersCatalogueInOneStep() throws Exception {
        fillTheOther();

        updater.moveTo(there, snapshot("there"), LoadedArrival.load(there), () -> {});

        assertThat(published).containsExactly("2-1 [default, mine, theirs]");
        assertThat(updater.catalog().plan("theirs")).isNotNull();
        assertThat(updater.catalog().plan("mine")).isNull();
        assertThat(updater.status().state()).isEqualTo(State.IN_SYNC);
        assertThat(updater.status().position()).isEqualTo(there.position());
        updater.write(catalog -> List.of(Edit.put(Samples.plan("new"), 0)), "a");
        assertThat(there.position()).isEqualTo(updater.catalog().position());
        there.inner.write(there.position(), List.of(Edit.put(Samples.plan("newer"), 0)), "b");
        await().atMost(Duration.ofSeconds(5)).until(() -> updater.catalog().plan("newer") != null);
    }

    @Test
    void takesAlongWhatChangedThereWhileItWasRead() throws Exception {
        fillTheOther();
        LoadedArrival arrival = LoadedArrival.load(there);
        there.inner.write(there.position(), List.of(Edit.put(Samples.plan("late"), 0)), "b");

        updater.moveTo(there, snapshot("there"), arrival, () -> {});

        assertThat(published).containsExactly("2-2 [default, late, mine, theirs]");
    }

    @Test
    void movesWhileItsOwnStoreIsAway() throws Exception {
        fillTheOther();
        here.isAway = true;
        await().atMost(Duration.ofSeconds(5)).until(() -> updater.status().state() == State.STORE_AWAY);

        updater.moveTo(there, snapshot("there"), LoadedArrival.load(there), () -> {});

        assertThat(updater.status().state()).isEqualTo(State.IN_SYNC);
    }

    @Test
    void staysWhereItIsWhenTheOtherBreaksOffOrIsReplaced() throws Exception {
        fillTheOther();
        LoadedArrival arrival = LoadedArrival.load(there);
        CatalogStore.Position before = updater.catalog().position();

        there.isAway = true;
        assertThatThrownBy(() -> updater.moveTo(there, snapshot("there"), arrival, () -> {}))
                .isInstanceOf(StoreUnavailableException.class);
        there.isAway = false;
        there.inner = FragileStore.newStore(3);
        assertThatThrownBy(() -> updater.moveTo(there, snapshot("there"), arrival, () -> {}))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("was replaced while it was read");
        assertThatThrownBy(() -> LoadedArrival.load(there)).hasMessageContaining("is empty");

        assertStillHere(before);
    }

    @Test
    void staysWhereItIsWhenTheLastStepFails() throws Exception {
        fillTheOther();
        CatalogStore.Position before = updater.catalog().position();

        assertThatThrownBy(() -> updater.moveTo(there, snapshot("there"), LoadedArrival.load(there), () -> {
                    throw new IOException("disk full");
                }))
                .isInstanceOf(IOException.class);

        assertStillHere(before);
    }

    private void assertStillHere(CatalogStore.@Nullable Position before) throws Exception {
        assertThat(published).isEmpty();
        assertThat(updater.catalog().position()).isEqualTo(before);
        updater.write(catalog -> List.of(Edit.put(Samples.plan("after"), 0)), "a");
        assertThat(here.position()).isEqualTo(updater.catalog().position());
    }

    @Test
    void refusesAWriteThatWaitedForTheMove() throws Exception {
        fillTheOther();
        CountDownLatch isMoving = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        CompletableFuture<Void> move = CompletableFuture.runAsync(() -> {
            try {
                updater.moveTo(there, snapshot("there"), LoadedArrival.load(there), () -> {
                    isMoving.countDown();
                    mayGoOn.await(10, TimeUnit.SECONDS);
                });
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        isMoving.await(10, TimeUnit.SECONDS);
        CompletableFuture<Throwable> write = new CompletableFuture<>();
        Thread writer = new Thread(() -> {
            try {
                updater.write(catalog -> List.of(Edit.put(Samples.plan("lost"), 0)), "a");
                write.complete(new AssertionError("written"));
            } catch (StoreUnavailableException | VersionConflictException e) {
                write.complete(e);
            }
        });
        writer.start();
        await().atMost(Duration.ofSeconds(5)).until(() -> writer.getState() == Thread.State.WAITING);

        mayGoOn.countDown();

        move.get(10, TimeUnit.SECONDS);
        assertThat(write.get(10, TimeUnit.SECONDS))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("has moved to another data store");
        assertThat(updater.catalog().plan("lost")).isNull();
    }

    @Test
    void seedsAnEmptyStoreWithItsOwnCatalogue() throws Exception {
        Api.DocumentRef kept = here.putDocument("pets", new byte[] {1, 2}, "application/json");
        Api.DocumentRef gone = new Api.DocumentRef("00", 1, "application/json");
        updater.write(
                catalog -> List.of(
                        Edit.put(Samples.api("pets", "/pets", kept), 0),
                        Edit.put(Samples.api("lost", "/lost", gone), 0)),
                "alice");
        Catalog own = updater.catalog();
        DocumentCopy documents = new DocumentCopy(here::document, there, InstantSource.system(), "admin");
        published.clear();

        updater.moveTo(
                there,
                snapshot("there"),
                new SeededArrival(there, documents, "copy", InstantSource.system()),
                () -> {});

        assertThat(documents.missing()).containsExactly("lost");
        assertThat(published).containsExactly("3-3 [lost]");
        assertThat(updater.catalog().plan("mine")).isEqualTo(own.plan("mine"));
        Stored<Api> pets = requireNonNull(updater.catalog().api("pets"));
        assertThat(there.document("pets", requireNonNull(pets.definition().document())))
                .hasValue(new byte[] {1, 2});
        Stored<Api> lost = requireNonNull(updater.catalog().api("lost"));
        assertThat(lost.definition().document()).isNull();
        assertThat(lost.version()).isEqualTo(2);
        assertThat(requireNonNull(there.position()).epoch()).isEqualTo("copy");
        assertThat(LoadedArrival.load(there).complete(updater.catalog()).changes())
                .isEmpty();
    }

    @Test
    void seedsNoStoreThatIsNotEmpty() throws Exception {
        fillTheOther();
        CatalogStore.Position before = updater.catalog().position();
        DocumentCopy documents = new DocumentCopy(here::document, there, InstantSource.system(), "admin");

        assertThatThrownBy(() -> updater.moveTo(
                        there,
                        snapshot("there"),
                        new SeededArrival(there, documents, "copy", InstantSource.system()),
                        () -> {}))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("not empty any more");

        assertStillHere(before);
    }

    @Test
    void bindsTheSnapshotToTheOtherStore() throws Exception {
        fillTheOther();
        SnapshotFile other = snapshot("there");
        SnapshotWriter writer =
                new SnapshotWriter(snapshot("here"), Duration.ZERO, Ticker.system(), new SimpleMeterRegistry());
        writer.catalogChanged(Catalog.empty(), updater.catalog(), List.of());
        updater.addListener(writer);

        writer.moveTo(other);
        updater.moveTo(there, other, LoadedArrival.load(there), () -> {});
        writer.start();
        writer.stop();

        SnapshotFile.Kept kept = snapshot("there").read();
        assertThat(kept.isSameStore()).isTrue();
        assertThat(kept.catalog().digest()).isEqualTo(updater.catalog().digest());
    }

    private void fillTheOther() throws Exception {
        there.inner.write(
                null, List.of(Edit.put(Samples.organization("default"), 0), Edit.put(Samples.plan("theirs"), 0)), "b");
    }

    private SnapshotFile snapshot(String store) {
        return new SnapshotFile(directory.resolve("catalog.snapshot"), "weir", store);
    }
}
