package io.weir.catalog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.catalog.CatalogDecisions.Refusal;
import io.weir.catalog.CatalogDecisions.RefusedException;
import io.weir.catalog.CatalogStatus.State;
import io.weir.catalog.CatalogStore.Edit;
import io.weir.memory.InMemoryCatalogStore;
import io.weir.time.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes of one cluster whose store loses its catalogue. */
class CatalogDecisionsTest {
    private final InMemoryCatalogStore shared = FragileStore.newStore(1);
    private final FragileStore firstStore = new FragileStore(shared);
    private final FragileStore secondStore = new FragileStore(shared);
    private final List<CatalogUpdater> started = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private @TempDir Path directory;
    private CatalogUpdater first;
    private CatalogUpdater second;
    private CatalogDecisions decisions;

    @BeforeEach
    void startTwoNodes() throws Exception {
        first = start(firstStore, "first");
        second = start(secondStore, "second");
        decisions = new CatalogDecisions(first, InstantSource.system());
        Api.DocumentRef document = shared.putDocument("pets", new byte[] {1}, "application/json");
        first.write(
                catalog ->
                        List.of(Edit.put(Samples.plan("gold"), 0), Edit.put(Samples.api("pets", "/pets", document), 0)),
                "alice");
        await().until(() -> second.catalog().digest().equals(first.catalog().digest()));
        told.clear();
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (CatalogUpdater updater : started) {
            updater.stop();
        }
    }

    @Test
    void restoresAWipedStoreAndTheOthersFollow() throws Exception {
        Catalog before = first.catalog();
        InMemoryCatalogStore wiped = becomeAnother(FragileStore.newStore(2));

        CatalogDecisions.Restored restored = decisions.restore(false, 40, "admin");

        assertThat(restored.position().epoch())
                .isEqualTo(requireNonNull(before.position()).epoch());
        assertThat(restored.position().revision()).isEqualTo(41);
        assertThat(restored.withoutDocument()).containsExactly("pets");
        assertThat(first.status().state()).isEqualTo(State.IN_SYNC);
        await().atMost(Duration.ofSeconds(5)).until(() -> second.status().state() == State.IN_SYNC);
        assertThat(second.catalog().digest()).isEqualTo(first.catalog().digest());
        assertThat(second.catalog().position()).isEqualTo(wiped.position());
        assertThat(first.catalog().plan("gold")).isEqualTo(before.plan("gold"));
        Stored<Api> pets = requireNonNull(first.catalog().api("pets"));
        assertThat(pets.definition().document()).isNull();
        assertThat(pets.version()).isEqualTo(2);
        assertThat(pets.author()).isEqualTo("admin");
        second.write(catalog -> List.of(Edit.put(Samples.plan("silver"), 0)), "bob");
        await().atMost(Duration.ofSeconds(5)).until(() -> first.catalog().plan("silver") != null);
    }

    @Test
    void keepsDocumentsThatAreStillThere() throws Exception {
        InMemoryCatalogStore wiped = FragileStore.newStore(2);
        wiped.putDocument("pets", new byte[] {1}, "application/json");
        becomeAnother(wiped);

        assertThat(decisions.restore(false, 0, "admin").withoutDocument()).isEmpty();

        assertThat(requireNonNull(first.catalog().api("pets")).version()).isEqualTo(1);
    }

    @Test
    void bringsANodeAlongThatHasALaterStateThanTheRestoredOne() throws Exception {
        firstStore.isAway = true;
        second.write(catalog -> List.of(Edit.put(Samples.plan("later"), 0)), "bob");
        becomeAnother(FragileStore.newStore(2));
        firstStore.isAway = false;
        await().atMost(Duration.ofSeconds(5)).until(() -> first.status().state() == State.OUT_OF_SYNC);

        decisions.restore(false, second.catalog().revision(), "admin");

        await().atMost(Duration.ofSeconds(5)).until(() -> second.status().state() == State.IN_SYNC);
        assertThat(second.catalog().digest()).isEqualTo(first.catalog().digest());
    }

    @Test
    void replacesAForeignCatalogueOnlyWhenToldSoAndItsNodesFollow() throws Exception {
        InMemoryCatalogStore foreign = FragileStore.newStore(2);
        CatalogUpdater stranger = start(new FragileStore(foreign), "stranger");
        stranger.write(catalog -> List.of(Edit.put(Samples.plan("theirs"), 0)), "carol");
        becomeAnother(foreign);

        assertThatThrownBy(() -> decisions.restore(false, 0, "admin"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.STORE_NOT_EMPTY))
                .hasMessageContaining("holds another catalogue");
        assertThat(stranger.catalog().plan("theirs")).isNotNull();
        decisions.restore(true, 0, "admin");

        for (CatalogUpdater other : List.of(second, stranger)) {
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> other.status().state() == State.IN_SYNC
                            && other.catalog().digest().equals(first.catalog().digest()));
        }
        assertThat(kept("stranger").plan("theirs")).isNotNull();
    }

    @Test
    void adoptsAForeignCatalogueOnAllNodesThatHeldTheFormer() throws Exception {
        Catalog before = first.catalog();
        InMemoryCatalogStore foreign = FragileStore.newStore(2);
        foreign.write(null, List.of(Edit.put(Samples.plan("theirs"), 0)), "carol");
        becomeAnother(foreign);

        Catalog adopted = decisions.adopt();

        assertThat(adopted.plan("theirs")).isNotNull();
        assertThat(adopted.plan("gold")).isNull();
        assertThat(first.status().state()).isEqualTo(State.IN_SYNC);
        await().atMost(Duration.ofSeconds(5)).until(() -> second.status().state() == State.IN_SYNC);
        assertThat(second.catalog().digest()).isEqualTo(adopted.digest());
        assertThat(kept("first").digest()).isEqualTo(before.digest());
        assertThat(kept("second").digest()).isEqualTo(before.digest());
        assertThat(told).containsExactlyInAnyOrder("first LOST", "first REPLACED", "second LOST", "second REPLACED");
    }

    @Test
    void followsOverSeveralDecisionsThatANodeMissed() throws Exception {
        secondStore.isAway = true;
        InMemoryCatalogStore foreign = FragileStore.newStore(2);
        foreign.write(null, List.of(Edit.put(Samples.plan("theirs"), 0)), "carol");
        firstStore.inner = foreign;
        await().atMost(Duration.ofSeconds(5)).until(() -> first.status().state() == State.OUT_OF_SYNC);
        decisions.adopt();
        foreign.contents()
                .replace(
                        foreign.position(),
                        new CatalogImage(
                                "third",
                                9,
                                List.of(),
                                java.util.Set.of(
                                        requireNonNull(foreign.position()).epoch())));

        secondStore.inner = foreign;
        secondStore.isAway = false;

        await().atMost(Duration.ofSeconds(5)).until(() -> second.catalog().revision() == 9);
        await().atMost(Duration.ofSeconds(5)).until(() -> first.catalog().revision() == 9);
    }

    @Test
    void decidesNothingWhereThereIsNothingToDecide() throws Exception {
        assertThatThrownBy(() -> decisions.adopt())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("nothing to decide");
        assertThatThrownBy(() -> decisions.restore(true, 0, "admin")).isInstanceOf(RefusedException.class);
        assertThat(decisions.storePosition()).isEqualTo(first.catalog().position());
        becomeAnother(FragileStore.newStore(2));
        assertThatThrownBy(() -> decisions.adopt())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is empty");
        assertThat(decisions.storePosition()).isNull();
        firstStore.isAway = true;
        assertThatThrownBy(() -> decisions.adopt()).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> decisions.restore(false, 0, "a")).isInstanceOf(StoreUnavailableException.class);
        firstStore.isAway = false;
        assertThat(first.catalog().plan("gold")).isNotNull();
    }

    @Test
    void noNewNodeBeginsACatalogueWhereOthersHoldOne() throws Exception {
        InMemoryCatalogStore wiped = becomeAnother(FragileStore.newStore(2));
        CatalogUpdater newcomer = updater(new FragileStore(wiped), "newcomer");
        newcomer.beginOnlyIf(() -> List.of("n-1", "n-2"));

        var loaded = newcomer.start();

        await().atMost(Duration.ofSeconds(5))
                .until(() -> String.valueOf(newcomer.status().problem()).contains("restore it from one of n-1, n-2"));
        assertThat(wiped.position()).isNull();
        decisions.restore(false, 0, "admin");
        assertThat(loaded.get(10, TimeUnit.SECONDS).digest())
                .isEqualTo(first.catalog().digest());
    }

    private InMemoryCatalogStore becomeAnother(InMemoryCatalogStore other) {
        firstStore.inner = other;
        secondStore.inner = other;
        await().atMost(Duration.ofSeconds(5))
                .until(() -> second.status().state() == State.OUT_OF_SYNC
                        && (firstStore.isAway || first.status().state() == State.OUT_OF_SYNC));
        return other;
    }

    private CatalogUpdater start(CatalogStore store, String name) throws Exception {
        CatalogUpdater updater = updater(store, name);
        updater.start().get(10, TimeUnit.SECONDS);
        return updater;
    }

    private CatalogUpdater updater(CatalogStore store, String name) {
        CatalogUpdater updater = new CatalogUpdater(
                store, snapshot(name), InstantSource.system(), Ticker.system(), new SimpleMeterRegistry());
        updater.addStoreListener((change, revision) -> {
            synchronized (told) {
                told.add(name + " " + change);
            }
        });
        started.add(updater);
        return updater;
    }

    private Catalog kept(String name) {
        return snapshot(name + ".former").read().catalog();
    }

    private SnapshotFile snapshot(String name) {
        return new SnapshotFile(directory.resolve(name), "weir", "store");
    }
}
