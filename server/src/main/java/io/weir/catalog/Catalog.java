package io.weir.catalog;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is published, at one position of the store's history. Immutable: a change makes another catalogue that shares all it
 * can with this one, so the cost of a change does not depend on the size. Look-ups cost about what a {@code HashMap}'s do. Any thread.
 */
public final class Catalog {
    private static final Catalog EMPTY =
            new Catalog(null, Map.of(), CatalogIndexes.EMPTY, CatalogDigest.EMPTY, new IdOrders());

    private final CatalogStore.@Nullable Position position;
    private final Map<Kind, PersistentMap<String, Stored<?>>> objects;
    private final CatalogIndexes indexes;
    private final CatalogDigest digest;
    private final IdOrders orders;

    private Catalog(
            CatalogStore.@Nullable Position position,
            Map<Kind, PersistentMap<String, Stored<?>>> objects,
            CatalogIndexes indexes,
            CatalogDigest digest,
            IdOrders orders) {
        this.position = position;
        this.objects = objects;
        this.indexes = indexes;
        this.digest = digest;
        this.orders = orders;
    }

    /** The catalogue of an empty store. */
    public static Catalog empty() {
        return EMPTY;
    }

    /** Where in the store's history this is; null before anything was published. */
    public CatalogStore.@Nullable Position position() {
        return position;
    }

    /** The number of accepted writes; 0 before anything was published. */
    public long revision() {
        return position == null ? 0 : position.revision();
    }

    /** 32 hexadecimal digits that are the same on every node that holds the same objects. */
    public String digest() {
        return digest.toString();
    }

    /** This catalogue after some changes, at another position. */
    public Catalog with(CatalogStore.Position newPosition, Collection<CatalogStore.Change> changes) {
        Draft draft = new Draft(this);
        changes.forEach(draft::apply);
        return draft.freeze(newPosition);
    }

    /** How many of a kind there are. */
    public int size(Kind kind) {
        return of(kind).size();
    }

    /** All of a kind, in no particular order. */
    public Iterable<Stored<?>> all(Kind kind) {
        return of(kind);
    }

    /** One object. */
    public @Nullable Stored<?> find(Kind kind, String id) {
        return of(kind).get(id);
    }

    /** Up to {@code limit} objects that pass, in order of id, beginning behind the id {@code after}; null begins at the start. */
    public List<Stored<?>> page(Kind kind, @Nullable String after, int limit, Predicate<Stored<?>> filter) {
        List<Stored<?>> page = new ArrayList<>();
        if (limit > 0) {
            PersistentMap<String, Stored<?>> all = of(kind);
            orders.of(kind, all).visit(after, id -> {
                Stored<?> stored = all.get(id);
                if (stored != null && filter.test(stored)) {
                    page.add(stored);
                }
                return page.size() < limit;
            });
        }
        return page;
    }

    public @Nullable Stored<Organization> organization(String id) {
        return cast(find(Kind.ORGANIZATION, id));
    }

    public @Nullable Stored<User> user(String id) {
        return cast(find(Kind.USER, id));
    }

    public @Nullable Stored<Plan> plan(String id) {
        return cast(find(Kind.PLAN, id));
    }

    public @Nullable Stored<Api> api(String id) {
        return cast(find(Kind.API, id));
    }

    public @Nullable Stored<Application> application(String id) {
        return cast(find(Kind.APPLICATION, id));
    }

    /** The access token whose clear text has this SHA-256. */
    public @Nullable Stored<AccessToken> tokenBySha256(String sha256) {
        return cast(indexes.tokenBySha256().first(sha256));
    }

    /** The API key whose clear text has this SHA-256. */
    public @Nullable Stored<ApiKey> keyBySha256(String sha256) {
        return cast(indexes.keyBySha256().first(sha256));
    }

    /** The subscription of an application to an API. */
    public @Nullable Stored<Subscription> subscription(String application, String api) {
        return cast(indexes.subscriptionByParties().first(new CatalogIndexes.Parties(application, api)));
    }

    /** The keys of an application, in no particular order. */
    public Iterable<Stored<ApiKey>> keysOf(String application) {
        return castAll(indexes.keyByApplication().all(application));
    }

    /** The subscriptions of an application, in no particular order. */
    public Iterable<Stored<Subscription>> subscriptionsOfApplication(String application) {
        return castAll(indexes.subscriptionByApplication().all(application));
    }

    /** The subscriptions to an API, in no particular order. */
    public Iterable<Stored<Subscription>> subscriptionsOfApi(String api) {
        return castAll(indexes.subscriptionByApi().all(api));
    }

    /** The subscriptions under a plan, in no particular order. */
    public Iterable<Stored<Subscription>> subscriptionsOfPlan(String plan) {
        return castAll(indexes.subscriptionByPlan().all(plan));
    }

    /** How many subscriptions there are under a plan. */
    public int subscriptionCountOfPlan(String plan) {
        return indexes.subscriptionByPlan().count(plan);
    }

    /**
     * The APIs of an organization at a base path; usually one.
     *
     * @param context with the version in the place of <code>{version}</code>, as {@link Api#resolvedContext()} gives it
     */
    public Iterable<Stored<Api>> apisAt(String organization, String context) {
        return castAll(indexes.apiByContext().all(new CatalogIndexes.Parties(organization, context)));
    }

    private PersistentMap<String, Stored<?>> of(Kind kind) {
        return objects.getOrDefault(kind, PersistentMap.empty());
    }

    @SuppressWarnings("unchecked") // each kind's map and index hold that kind alone
    private static <T extends Definition> @Nullable Stored<T> cast(@Nullable Stored<?> stored) {
        return (Stored<T>) stored;
    }

    @SuppressWarnings("unchecked") // each index holds one kind alone
    private static <T extends Definition> Iterable<Stored<T>> castAll(Iterable<?> stored) {
        return (Iterable<Stored<T>>) stored;
    }

    /** A catalogue under construction, for one thread: a load puts everything in, and drops what was not put in. */
    static final class Draft {
        private final Map<Kind, PersistentMap.Draft<String, Stored<?>>> objects = new EnumMap<>(Kind.class);
        private final CatalogIndexes.Draft indexes;
        private final CatalogDigest.Sum digest;
        private final IdOrders.Draft orders;

        Draft(Catalog origin) {
            for (Kind kind : Kind.values()) {
                objects.put(kind, origin.of(kind).draft());
            }
            indexes = origin.indexes.draft();
            orders = origin.orders.draft();
            digest = new CatalogDigest.Sum(origin.digest);
        }

        /** Applies a change; false where that object is as it should be already. */
        boolean apply(CatalogStore.Change change) {
            Stored<?> after = change.stored();
            PersistentMap.Draft<String, Stored<?>> kind = kind(change.kind());
            Stored<?> before = after == null ? kind.remove(change.id()) : kind.get(change.id());
            if (before == null ? after == null : before.equals(after)) {
                return false;
            }
            if (before != null) {
                indexes.remove(before);
                digest.subtract(before);
            }
            if (after != null) {
                if (before == null) {
                    orders.add(change.kind(), change.id());
                }
                kind.put(change.id(), after);
                indexes.add(after);
                digest.add(after);
            }
            return true;
        }

        Catalog freeze(CatalogStore.Position position) {
            Map<Kind, PersistentMap<String, Stored<?>>> frozen = new EnumMap<>(Kind.class);
            objects.forEach((kind, draft) -> frozen.put(kind, draft.freeze()));
            return new Catalog(position, frozen, indexes.freeze(), digest.total(), orders.freeze());
        }

        private PersistentMap.Draft<String, Stored<?>> kind(Kind kind) {
            return requireNonNull(objects.get(kind));
        }
    }

    /** Turns one catalogue into what a full load of the store hands over, keeping every object that is the same. One thread. */
    static final class Reload {
        private final Catalog before;
        private final Draft draft;
        private final Map<Kind, Set<String>> seen = new EnumMap<>(Kind.class);
        private final List<CatalogStore.Change> changes = new ArrayList<>();

        Reload(Catalog before) {
            this.before = before;
            this.draft = new Draft(before);
        }

        void accept(Stored<?> stored) {
            Definition definition = stored.definition();
            seen.computeIfAbsent(definition.kind(), kind -> new HashSet<>()).add(definition.id());
            apply(new CatalogStore.Change(definition.kind(), definition.id(), stored));
        }

        Catalog finish(CatalogStore.Position position) {
            for (Kind kind : Kind.values()) {
                Set<String> there = seen.getOrDefault(kind, Set.of());
                for (Stored<?> stored : before.of(kind)) {
                    String id = stored.definition().id();
                    if (!there.contains(id)) {
                        apply(new CatalogStore.Change(kind, id, null));
                    }
                }
            }
            return draft.freeze(position);
        }

        List<CatalogStore.Change> changes() {
            return changes;
        }

        private void apply(CatalogStore.Change change) {
            if (draft.apply(change)) {
                changes.add(change);
            }
        }
    }
}
