package io.weir.event;

import io.weir.catalog.Catalog;
import io.weir.catalog.CatalogListener;
import io.weir.catalog.CatalogStore;
import io.weir.catalog.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells those who follow this node what changed in its catalogue: one event for each kind of object and change. */
public final class CatalogEvents implements CatalogListener {
    /** The detail that names the objects. */
    public static final String IDS = "ids";

    private final EventFeed feed;
    private final EventSink sink;
    private final String node;

    /**
     * @param feed asked whether anybody follows
     * @param sink is told
     * @param node this node's id
     */
    public CatalogEvents(EventFeed feed, EventSink sink, String node) {
        this.feed = feed;
        this.sink = sink;
        this.node = node;
    }

    @Override
    public void catalogChanged(Catalog before, Catalog after, List<CatalogStore.Change> changes) {
        if (!feed.isFollowed()) {
            return;
        }
        Map<Kind, List<CatalogStore.Change>> byKind = changes.stream()
                .collect(Collectors.groupingBy(
                        CatalogStore.Change::kind, () -> new EnumMap<>(Kind.class), Collectors.toList()));
        byKind.forEach((kind, some) -> sink.publish(occurrence(after.revision(), kind, some)));
    }

    private Occurrence occurrence(long revision, Kind kind, List<CatalogStore.Change> changes) {
        Occurrence occurrence = Occurrence.of(
                        EventType.CATALOG_CHANGED,
                        node,
                        "revision " + revision + " changes " + changes.size() + " of kind " + kind.label())
                .with("revision", Long.toString(revision))
                .with("kind", kind.label())
                .with("count", Integer.toString(changes.size()));
        String ids = changes.stream()
                .limit(Occurrence.MAX_VALUE)
                .map(CatalogStore.Change::id)
                .distinct()
                .collect(Collectors.joining(" "));
        return ids.length() <= Occurrence.MAX_VALUE ? occurrence.with(IDS, ids) : occurrence;
    }
}
