package io.weir.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.catalog.Api;
import io.weir.catalog.ApiKey;
import io.weir.catalog.Catalog;
import io.weir.catalog.CatalogStore.Change;
import io.weir.catalog.CatalogStore.Edit;
import io.weir.catalog.CatalogStore.Position;
import io.weir.catalog.CatalogWriter;
import io.weir.catalog.Definition;
import io.weir.catalog.Digests;
import io.weir.catalog.Kind;
import io.weir.catalog.Plan;
import io.weir.catalog.Samples;
import io.weir.catalog.StoreUnavailableException;
import io.weir.catalog.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CatalogEditorTest {
    private final Writer writer = new Writer();
    private final CatalogEditor editor = new CatalogEditor(writer);

    CatalogEditorTest() {
        Samples.oneOfEach().forEach(definition -> writer.put(definition));
    }

    @Test
    void looksAgainWhereSomebodyElseWasFaster() {
        writer.beforeNext = () -> writer.put(Samples.api("rival", "/wanted", null));

        assertThatThrownBy(() -> editor.create(catalog -> Samples.api("late", "/wanted", null), "me"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("belongs to API rival");
        assertThat(writer.catalog.api("late")).isNull();
    }

    @Test
    void writesNothingWhereNothingChanges() throws Exception {
        long revision = writer.catalog.revision();

        CatalogEditor.Saved<Plan> saved =
                editor.put(Kind.PLAN, "gold", Precondition.NONE, (before, catalog) -> Samples.plan("gold"), "me");

        assertThat(saved.isNew()).isFalse();
        assertThat(writer.catalog.revision()).isEqualTo(revision);
    }

    @Test
    void tellsAnOutcomeThatIsNotKnownFromAWriteThatDidNotBegin() {
        writer.isAway = true;
        assertThatThrownBy(() -> editor.create(catalog -> Samples.plan("p"), "me"))
                .isInstanceOf(StoreUnavailableException.class);

        writer.isAway = false;
        writer.breaksOff = true;
        assertThatThrownBy(() -> editor.create(catalog -> Samples.plan("p"), "me"))
                .isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void deletesAnApplicationWithAllThatIsItsOwnInOneWrite() throws Exception {
        long revision = writer.catalog.revision();

        editor.delete(Kind.APPLICATION, "app", Precondition.NONE, stored -> {}, "me");

        assertThat(writer.catalog.revision()).isEqualTo(revision + 1);
        assertThat(writer.catalog.find(Kind.KEY, "k1")).isNull();
        assertThat(writer.catalog.find(Kind.SUBSCRIPTION, "s1")).isNull();
    }

    @Test
    void refusesToDeleteMoreThanOneWriteCanTake() {
        for (int i = 0; i < 500; i++) {
            writer.put(new ApiKey("m-" + i, "app", Digests.sha256("m" + i), null, null));
        }

        assertThatThrownBy(() -> editor.delete(Kind.APPLICATION, "app", Precondition.NONE, stored -> {}, "me"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo("too-many-dependents"));
    }

    @Test
    void asksForTheGuardBeforeItDeletes() {
        assertThatThrownBy(() -> editor.<Api>delete(
                        Kind.APPLICATION,
                        "app",
                        Precondition.NONE,
                        stored -> {
                            throw RefusedException.notFound("hidden");
                        },
                        "me"))
                .hasMessage("hidden");
        assertThat(writer.catalog.application("app")).isNotNull();
    }

    @Test
    void holdsPreconditions() {
        assertThatThrownBy(() -> put(Precondition.ofRevisions(Set.of(0L)), "gold"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RefusedException.Reason.STALE));
        assertThatThrownBy(() -> put(Precondition.EXISTS, "none")).hasMessageContaining("does not exist");
        assertThatThrownBy(() -> put(Precondition.ABSENT, "gold"))
                .hasMessageContaining("(expected: none, by If-None-Match)");
    }

    private void put(Precondition condition, String id) throws Exception {
        editor.<Plan>put(Kind.PLAN, id, condition, (before, catalog) -> Samples.plan(id), "me");
    }

    /** A catalogue in memory whose next write somebody else can overtake. */
    private static final class Writer implements CatalogWriter {
        private Catalog catalog = Catalog.empty();
        private Runnable beforeNext = () -> {};
        private boolean isAway;
        private boolean breaksOff;

        void put(Definition definition) {
            apply(List.of(Edit.put(definition, 0)));
        }

        @Override
        public List<Change> write(Function<Catalog, List<Edit>> change, String author)
                throws StoreUnavailableException {
            if (isAway) {
                throw new StoreUnavailableException("away");
            }
            List<Edit> edits = change.apply(catalog);
            Catalog seen = catalog;
            beforeNext.run();
            if (catalog != seen) {
                edits = change.apply(catalog);
            }
            if (breaksOff) {
                throw new StoreUnavailableException("no answer in time");
            }
            return edits.isEmpty() ? List.of() : apply(edits);
        }

        private List<Change> apply(List<Edit> edits) {
            Position next = new Position("epoch", catalog.revision() + 1, "token");
            List<Change> changes = new ArrayList<>();
            for (Edit edit : edits) {
                Definition definition = edit.definition();
                Stored<?> stored = definition == null
                        ? null
                        : new Stored<>(definition, 1, next.revision(), Instant.EPOCH, Instant.EPOCH, "me");
                changes.add(new Change(edit.kind(), edit.id(), stored));
            }
            catalog = catalog.with(next, changes);
            return changes;
        }
    }
}
