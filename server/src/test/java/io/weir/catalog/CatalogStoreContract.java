package io.weir.catalog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.weir.catalog.CatalogStore.Change;
import io.weir.catalog.CatalogStore.Delta;
import io.weir.catalog.CatalogStore.Edit;
import io.weir.catalog.CatalogStore.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link CatalogStore} does. */
public abstract class CatalogStoreContract {
    protected CatalogStore store;

    /** A store without a catalogue whose log reaches back {@code maxLogEntries} writes. */
    protected abstract CatalogStore newStore(int maxLogEntries);

    @BeforeEach
    void open() {
        store = newStore(10_000);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anEmptyStoreHasNoPosition() throws Exception {
        assertThat(store.position()).isNull();
        assertThat(store.load(stored -> {})).isNull();
        assertThat(store.changesSince(new Position("e", 1, "t"))).isEqualTo(new Delta.Reload(null));
    }

    @Test
    void givesBackEveryKindAsItWasWritten() throws Exception {
        List<Definition> all = Samples.oneOfEach();

        Delta.Changes written = store.write(null, puts(all, 0), "alice");

        List<Stored<? extends Definition>> loaded = new ArrayList<>();
        assertThat(store.load(loaded::add)).isEqualTo(written.position());
        assertThat(loaded).<Definition>extracting(Stored::definition).containsExactlyInAnyOrderElementsOf(all);
        assertThat(loaded)
                .containsExactlyInAnyOrderElementsOf(written.changes().stream()
                        .<Stored<? extends Definition>>map(Change::stored)
                        .toList());
        assertThat(loaded).allSatisfy(stored -> {
            assertThat(stored.version()).isEqualTo(1);
            assertThat(stored.revision()).isEqualTo(1);
            assertThat(stored.author()).isEqualTo("alice");
            assertThat(stored.created()).isEqualTo(stored.updated());
        });
    }

    @Test
    void aWriteIsOneRevisionHoweverManyEditsItHas() throws Exception {
        Position first = store.write(null, puts(Samples.oneOfEach(), 0), "a").position();

        Position second =
                store.write(first, List.of(put(Samples.plan("gold"), 1)), "a").position();

        assertThat(first.revision()).isEqualTo(1);
        assertThat(second.revision()).isEqualTo(2);
        assertThat(second.epoch()).isEqualTo(first.epoch());
        assertThat(second.token()).isNotEqualTo(first.token());
        assertThat(store.position()).isEqualTo(second);
    }

    @Test
    void aNewVersionKeepsWhenItWasMadeAndTellsWhoWroteIt() throws Exception {
        Delta.Changes first = store.write(null, List.of(put(Samples.plan("gold"), 0)), "alice \"a\" \\ ü");

        Delta.Changes second = store.write(first.position(), List.of(put(Samples.plan("gold"), 1)), "bob");

        Stored<?> before = only(first);
        Stored<?> after = only(second);
        assertThat(before.author()).isEqualTo("alice \"a\" \\ ü");
        assertThat(after.version()).isEqualTo(2);
        assertThat(after.author()).isEqualTo("bob");
        assertThat(after.created()).isEqualTo(before.created());
        assertThat(after.updated()).isAfterOrEqualTo(before.updated());
        assertThat(everything()).containsExactly(after);
    }

    @Test
    void aWrongVersionChangesNothingAtAll() throws Exception {
        Position base =
                store.write(null, List.of(put(Samples.plan("gold"), 0)), "a").position();

        assertThatThrownBy(() -> store.write(
                        base, List.of(put(Samples.organization("new"), 0), put(Samples.plan("gold"), 7)), "a"))
                .isInstanceOf(VersionConflictException.class)
                .hasMessage("plan gold: version 1 (expected: 7)");

        assertThat(store.position()).isEqualTo(base);
        assertThat(everything()).hasSize(1);
    }

    @Test
    void anyVersionTakesWhatIsThere() throws Exception {
        Position base = store.write(null, List.of(put(Samples.plan("gold"), Edit.ANY_VERSION)), "a")
                .position();

        Delta.Changes again = store.write(base, List.of(put(Samples.plan("gold"), Edit.ANY_VERSION)), "a");

        assertThat(only(again).version()).isEqualTo(2);
    }

    @Test
    void deletesAndStartsOverAtVersionOne() throws Exception {
        Position made =
                store.write(null, List.of(put(Samples.plan("gold"), 0)), "a").position();

        Delta.Changes gone = store.write(made, List.of(Edit.delete(Kind.PLAN, "gold", 1)), "a");
        assertThat(gone.changes()).containsExactly(new Change(Kind.PLAN, "gold", null));
        assertThat(everything()).isEmpty();

        Delta.Changes back = store.write(gone.position(), List.of(put(Samples.plan("gold"), 0)), "a");
        assertThat(only(back).version()).isEqualTo(1);
    }

    @Test
    void writesNothingForWhoeverDoesNotKnowThePosition() throws Exception {
        Position first =
                store.write(null, List.of(put(Samples.plan("gold"), 0)), "a").position();
        Position second =
                store.write(first, List.of(put(Samples.plan("gold"), 1)), "a").position();
        Position foreign = new Position("another", second.revision(), second.token());

        for (Position base : Arrays.asList(null, first, foreign)) {
            assertThatThrownBy(() -> store.write(base, List.of(put(Samples.plan("silver"), 0)), "a"))
                    .isInstanceOf(StalePositionException.class);
        }

        assertThat(store.position()).isEqualTo(second);
        assertThat(everything()).hasSize(1);
    }

    @Test
    void refusesEditsThatCannotBeOneWrite() {
        List<Edit> twice = List.of(put(Samples.plan("gold"), 0), put(Samples.plan("gold"), 1));

        assertThatThrownBy(() -> store.write(null, twice, "a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.write(null, List.of(), "a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsWhatHappenedSinceAPosition() throws Exception {
        Position first = store.write(null, puts(Samples.oneOfEach(), 0), "a").position();
        Position second =
                store.write(first, List.of(put(Samples.plan("gold"), 1)), "a").position();
        Delta.Changes third =
                store.write(second, List.of(put(Samples.plan("silver"), 0), Edit.delete(Kind.KEY, "k1", 1)), "a");

        Delta delta = store.changesSince(first);

        assertThat(delta).isInstanceOf(Delta.Changes.class);
        Delta.Changes changes = (Delta.Changes) delta;
        assertThat(changes.position()).isEqualTo(third.position());
        assertThat(changes.changes())
                .extracting(Change::id, change -> change.stored() == null)
                .containsExactlyInAnyOrder(tuple("gold", false), tuple("silver", false), tuple("k1", true));
        assertThat(store.changesSince(third.position())).isEqualTo(new Delta.Changes(third.position(), List.of()));
    }

    @Test
    void asksForAReloadWhereTheHistoryDiffers() throws Exception {
        Position first =
                store.write(null, List.of(put(Samples.plan("gold"), 0)), "a").position();
        Position second =
                store.write(first, List.of(put(Samples.plan("gold"), 1)), "a").position();

        for (Position strange : List.of(
                new Position("another", first.revision(), first.token()),
                new Position(first.epoch(), first.revision(), "another"),
                new Position(first.epoch(), second.revision(), "another"),
                new Position(first.epoch(), second.revision() + 1, second.token()))) {
            assertThat(store.changesSince(strange)).isEqualTo(new Delta.Reload(second));
        }
    }

    @Test
    void asksForAReloadWhereTheLogDoesNotReachBack() throws Exception {
        store.close();
        store = newStore(10);
        Position position =
                store.write(null, List.of(put(Samples.plan("gold"), 0)), "a").position();
        Position early = position;
        for (int i = 1; i <= 300; i++) {
            position = store.write(position, List.of(put(Samples.plan("gold"), i)), "a")
                    .position();
        }

        assertThat(store.changesSince(early)).isEqualTo(new Delta.Reload(position));
    }

    @Test
    void keepsADocumentForAsLongAsItsApiRefersToIt() throws Exception {
        byte[] bytes = new byte[3 << 20];
        new Random(1).nextBytes(bytes);
        Api.DocumentRef large = store.putDocument("pets", bytes, "application/json");
        Api.DocumentRef small = store.putDocument("pets", new byte[] {1, 2, 3}, "application/yaml");
        assertThat(store.document("pets", large)).hasValue(bytes);

        Position first = store.write(null, List.of(put(Samples.api("pets", "/pets", large), 0)), "a")
                .position();
        assertThat(store.document("pets", large)).hasValue(bytes);
        assertThat(small.mediaType()).isEqualTo("application/yaml");

        Position second = store.write(first, List.of(put(Samples.api("pets", "/pets", small), 1)), "a")
                .position();
        assertThat(store.document("pets", large)).isEmpty();
        assertThat(store.document("pets", small)).hasValue(new byte[] {1, 2, 3});

        store.write(second, List.of(Edit.delete(Kind.API, "pets", 2)), "a");
        assertThat(store.document("pets", small)).isEmpty();
    }

    @Test
    void replacesAWholeCatalogueAtOnce() throws Exception {
        Position former = store.write(null, puts(Samples.oneOfEach(), 0), "a").position();
        Stored<Plan> plan = stored(Samples.plan("silver"), 7, 30);
        Stored<Organization> organization = stored(Samples.organization("default"), 1, 2);
        AtomicInteger calls = new AtomicInteger();
        store.watch(calls::incrementAndGet);

        Position position = store.contents()
                .replace(
                        former, new CatalogImage("mine", 31, List.of(plan, organization), Set.of(former.epoch(), "x")));

        assertThat(position.epoch()).isEqualTo("mine");
        assertThat(position.revision()).isEqualTo(31);
        assertThat(store.position()).isEqualTo(position);
        assertThat(everything()).containsExactlyInAnyOrder(plan, organization);
        assertThat(store.changesSince(former)).isEqualTo(new Delta.Reload(position));
        assertThat(store.contents().successor(former.epoch())).hasValue("mine");
        assertThat(store.contents().successor("x")).hasValue("mine");
        assertThat(store.contents().successor("mine")).isEmpty();
        await().atMost(Duration.ofSeconds(5)).until(() -> calls.get() > 0);
    }

    @Test
    void goesOnFromAReplacedCatalogueAsFromAnyOther() throws Exception {
        Stored<Plan> plan = stored(Samples.plan("gold"), 7, 30);
        Position position = store.contents().replace(null, new CatalogImage("mine", 31, List.of(plan), Set.of()));

        Delta.Changes next = store.write(position, List.of(put(Samples.plan("gold"), 7)), "bob");

        assertThat(next.position().revision()).isEqualTo(32);
        assertThat(only(next).version()).isEqualTo(8);
        assertThat(only(next).created()).isEqualTo(plan.created());
        assertThat(store.changesSince(position)).isEqualTo(next);
        assertThat(store.changesSince(new Position("mine", 30, "of a node that missed it")))
                .isEqualTo(new Delta.Reload(next.position()));
    }

    @Test
    void replacesNothingForWhoeverDoesNotKnowThePosition() throws Exception {
        CatalogImage image = new CatalogImage("mine", 31, List.of(stored(Samples.plan("gold"), 7, 30)), Set.of("x"));
        Position first =
                store.write(null, List.of(put(Samples.plan("gold"), 0)), "a").position();
        Position second =
                store.write(first, List.of(put(Samples.plan("gold"), 1)), "a").position();

        for (Position there : Arrays.asList(null, first, new Position("another", 2, second.token()))) {
            assertThatThrownBy(() -> store.contents().replace(there, image)).isInstanceOf(StalePositionException.class);
        }

        assertThat(store.position()).isEqualTo(second);
        assertThat(everything()).hasSize(1);
        assertThat(store.contents().successor("x")).isEmpty();
    }

    @Test
    void keepsTheDocumentsOfAReplacingCatalogueAndDropsTheFormerOnes() throws Exception {
        Api.DocumentRef former = store.putDocument("pets", new byte[] {1}, "a/b");
        Api.DocumentRef kept = store.putDocument("pets", new byte[] {2}, "a/b");
        Position there = store.write(null, List.of(put(Samples.api("pets", "/pets", former), 0)), "a")
                .position();
        assertThat(store.contents().hasDocument("pets", kept)).isTrue();
        assertThat(store.contents().hasDocument("pets", new Api.DocumentRef("0", 1, "a/b")))
                .isFalse();

        Position now = store.contents()
                .replace(
                        there,
                        new CatalogImage(
                                "mine", 5, List.of(stored(Samples.api("pets", "/pets", kept), 1, 1)), Set.of()));

        assertThat(store.document("pets", kept)).hasValue(new byte[] {2});
        store.write(now, List.of(Edit.delete(Kind.API, "pets", 1)), "a");
        assertThat(store.document("pets", kept)).isEmpty();
    }

    @Test
    void tellsWhatIsThereAndWhatIsNot() throws Exception {
        assertThat(store.contents().sizes()).containsEntry(Kind.API, 0L).hasSize(Kind.values().length);
        store.write(null, puts(Samples.oneOfEach(), 0), "a");
        List<String> ids = new ArrayList<>(List.of("pets"));
        for (int i = 0; i < 450; i++) {
            ids.add("absent-" + i);
        }

        assertThat(store.contents().absent(Kind.API, ids)).isEqualTo(ids.subList(1, ids.size()));
        assertThat(store.contents().absent(Kind.API, List.of())).isEmpty();
        assertThat(store.contents().sizes()).containsEntry(Kind.API, 1L).containsEntry(Kind.USER, 1L);
        store.contents().succeed("one", "two");
        assertThat(store.contents().successor("one")).hasValue("two");
    }

    @Test
    void wakesWhoeverWatches() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        store.watch(calls::incrementAndGet);
        Position base =
                store.write(null, List.of(put(Samples.plan("gold"), 0)), "a").position();
        await().atMost(Duration.ofSeconds(5)).until(() -> calls.get() > 0);
        int before = calls.get();

        store.write(base, List.of(put(Samples.plan("gold"), 1)), "a");

        await().atMost(Duration.ofSeconds(5)).until(() -> calls.get() > before);
    }

    protected final List<Stored<? extends Definition>> everything() throws StoreUnavailableException {
        List<Stored<? extends Definition>> loaded = new ArrayList<>();
        store.load(loaded::add);
        return loaded;
    }

    private static <T extends Definition> Stored<T> stored(T definition, long version, long revision) {
        Instant created = Instant.parse("2026-01-02T03:04:05.678Z");
        return new Stored<>(definition, version, revision, created, created.plusMillis(1), "alice \"a\"");
    }

    private static Stored<?> only(Delta.Changes changes) {
        return requireNonNull(changes.changes().get(0).stored());
    }

    protected static Edit put(Definition definition, long expectedVersion) {
        return Edit.put(definition, expectedVersion);
    }

    private static List<Edit> puts(List<Definition> definitions, long expectedVersion) {
        return definitions.stream()
                .map(definition -> put(definition, expectedVersion))
                .toList();
    }
}
