package io.weir.analytics;

import io.weir.catalog.Api;
import io.weir.catalog.Catalog;
import io.weir.catalog.CatalogListener;
import io.weir.catalog.CatalogStore;
import io.weir.catalog.CatalogStore.Change;
import io.weir.catalog.Definition;
import io.weir.catalog.Kind;
import io.weir.catalog.Stored;
import io.weir.catalog.Subscription;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hands what becomes of APIs, plans, applications and subscriptions to a sink. Every node of a cluster tells of each change, under an
 * id that is the same on all, so that it is kept once.
 */
public final class LifecycleRecords implements CatalogListener {
    private static final Set<Kind> KINDS = EnumSet.of(Kind.API, Kind.PLAN, Kind.APPLICATION, Kind.SUBSCRIPTION);

    private final AnalyticsSink sink;

    public LifecycleRecords(AnalyticsSink sink) {
        this.sink = sink;
    }

    @Override
    public void catalogChanged(Catalog before, Catalog after, List<Change> changes) {
        CatalogStore.Position position = after.position();
        // What was there when the node started, or in the store to which it moved, is no news.
        if (!sink.isOn() || position == null || !isSame(before.position(), position)) {
            return;
        }
        for (Change change : changes) {
            if (KINDS.contains(change.kind())) {
                sink.tell(note(before.find(change.kind(), change.id()), change, position));
            }
        }
    }

    private static boolean isSame(CatalogStore.@Nullable Position before, CatalogStore.Position after) {
        return before != null && before.epoch().equals(after.epoch());
    }

    private static Note note(@Nullable Stored<?> before, Change change, CatalogStore.Position position) {
        Stored<?> after = change.stored();
        String from = state(before);
        String to = state(after);
        String action = after == null ? "deleted" : before == null ? "created" : "updated";
        long revision = after == null ? position.revision() : after.revision();
        String kind = change.kind().label();
        return Note.of(Family.LIFECYCLE)
                .with("kind", kind)
                .with("id", change.id())
                .with("action", action)
                .with("from", from)
                .with("to", to)
                .with("author", after == null ? null : after.author())
                .with("revision", revision)
                .once(position.epoch() + "-" + kind + "-" + change.id() + "-" + revision);
    }

    private static @Nullable String state(@Nullable Stored<?> stored) {
        Definition definition = stored == null ? null : stored.definition();
        if (definition instanceof Api api) {
            return api.lifecycle().name();
        }
        return definition instanceof Subscription subscription
                ? subscription.state().name().toLowerCase(Locale.ROOT)
                : null;
    }
}
