package io.weir.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.catalog.Catalog;
import io.weir.catalog.CatalogStore.Change;
import io.weir.catalog.CatalogStore.Position;
import io.weir.catalog.Kind;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CatalogEventsTest {
    private final EventFeed feed =
            new EventFeed(new FragileEventLog(), "n-1", InstantSource.system(), new SimpleMeterRegistry());
    private final List<Occurrence> told = new ArrayList<>();
    private final CatalogEvents events = new CatalogEvents(feed, told::add, "n-1");
    private final Catalog after = Catalog.empty().with(new Position("epoch", 17, "token"), List.of());

    @Test
    void tellsNothingWhileNobodyFollows() {
        events.catalogChanged(Catalog.empty(), after, List.of(gone(Kind.API, "shop")));

        assertThat(told).isEmpty();
    }

    @Test
    void tellsOneEventForEachKind() {
        follow();

        events.catalogChanged(
                Catalog.empty(),
                after,
                List.of(gone(Kind.API, "shop"), gone(Kind.PLAN, "gold"), gone(Kind.API, "pets")));

        assertThat(told)
                .extracting(Occurrence::details)
                .extracting(details -> details.get("kind") + " " + details.get("revision") + " " + details.get("count")
                        + ": " + details.get("ids"))
                .containsExactly("plan 17 1: gold", "api 17 2: shop pets");
    }

    @Test
    void leavesTheIdsOutWhereTheyAreMany() {
        follow();

        events.catalogChanged(
                Catalog.empty(),
                after,
                IntStream.range(0, 500)
                        .mapToObj(i -> gone(Kind.KEY, "key-" + i))
                        .toList());

        assertThat(told).hasSize(1);
        assertThat(told.get(0).details()).containsEntry("count", "500").doesNotContainKey("ids");
    }

    private void follow() {
        feed.follow(
                new EventFollower() {
                    @Override
                    public void begin(EventId position) {}

                    @Override
                    public void accept(List<ClusterEvent> some) {}
                },
                null);
    }

    private static Change gone(Kind kind, String id) {
        return new Change(kind, id, null);
    }
}
