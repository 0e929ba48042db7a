package io.weir.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.catalog.Api;
import io.weir.catalog.Catalog;
import io.weir.catalog.CatalogStore.Change;
import io.weir.catalog.CatalogStore.Position;
import io.weir.catalog.Kind;
import io.weir.catalog.Lifecycle;
import io.weir.catalog.Stored;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LifecycleRecordsTest {
    private final GatheringSink sink = new GatheringSink();
    private final LifecycleRecords records = new LifecycleRecords(sink);

    @Test
    void tellsWhatBecameOfAnApi() {
        Catalog empty = Catalog.empty().with(new Position("e1", 1, "t1"), List.of());
        Catalog created = turn(empty, 2, Lifecycle.CREATED);
        Catalog published = turn(created, 3, Lifecycle.PUBLISHED);
        turn(published, 4, null);

        assertThat(sink.notes)
                .extracting(
                        note -> note.fields().get("action"),
                        note -> note.fields().get("from"),
                        note -> note.fields().get("to"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("created", null, "CREATED"),
                        org.assertj.core.groups.Tuple.tuple("updated", "CREATED", "PUBLISHED"),
                        org.assertj.core.groups.Tuple.tuple("deleted", "PUBLISHED", null));
        assertThat(sink.notes)
                .extracting(Note::identity)
                .containsExactly("e1-api-shop-2", "e1-api-shop-3", "e1-api-shop-4");
    }

    @Test
    void isSilentAboutWhatWasThereBefore() {
        turn(Catalog.empty(), 7, Lifecycle.PUBLISHED);

        assertThat(sink.notes).isEmpty();
    }

    private Catalog turn(Catalog before, long revision, @Nullable Lifecycle state) {
        Stored<Api> stored = state == null
                ? null
                : new Stored<>(
                        Records.route(null).api().withLifecycle(state),
                        1,
                        revision,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        "jo");
        List<Change> changes = List.of(new Change(Kind.API, "shop", stored));
        Catalog after = before.with(new Position("e1", revision, "t" + revision), changes);
        records.catalogChanged(before, after, changes);
        return after;
    }
}
