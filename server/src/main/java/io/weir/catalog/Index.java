package io.weir.catalog;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds objects by something that several may have in common; immutable. Most keys lead to one object, which then lies in the map
 * itself instead of in a map of its own.
 */
final class Index<K> {
    private static final Index<?> EMPTY = new Index<>(PersistentMap.empty());

    /** To a {@code Stored}, or to a {@code PersistentMap<String, Stored>} by id. */
    private final PersistentMap<K, Object> byKey;

    private Index(PersistentMap<K, Object> byKey) {
        this.byKey = byKey;
    }

    @SuppressWarnings("unchecked") // nothing can be read from it
    static <K> Index<K> empty() {
        return (Index<K>) EMPTY;
    }

    /** Any one with this key; for keys that at most one object has. */
    @Nullable
    Stored<?> first(K key) {
        Object found = byKey.get(key);
        if (found == null || found instanceof Stored) {
            return (Stored<?>) found;
        }
        return several(found).iterator().next();
    }

    /** All with this key, in no particular order. */
    Iterable<Stored<?>> all(K key) {
        Object found = byKey.get(key);
        if (found == null) {
            return List.of();
        }
        return found instanceof Stored<?> one ? List.of(one) : several(found);
    }

    /** How many have this key. */
    int count(K key) {
        Object found = byKey.get(key);
        if (found == null) {
            return 0;
        }
        return found instanceof Stored ? 1 : several(found).size();
    }

    Draft<K> draft() {
        return new Draft<>(byKey.draft());
    }

    @SuppressWarnings("unchecked") // the only other thing that is put in
    private static PersistentMap<String, Stored<?>> several(Object found) {
        return (PersistentMap<String, Stored<?>>) found;
    }

    /** An index under construction, for one thread. */
    static final class Draft<K> {
        private final PersistentMap.Draft<K, Object> byKey;

        private Draft(PersistentMap.Draft<K, Object> byKey) {
            this.byKey = byKey;
        }

        void add(K key, Stored<?> stored) {
            Object there = byKey.get(key);
            String id = stored.definition().id();
            if (there == null) {
                byKey.put(key, stored);
            } else if (there instanceof Stored<?> one) {
                byKey.put(
                        key,
                        PersistentMap.<String, Stored<?>>empty()
                                .with(one.definition().id(), one)
                                .with(id, stored));
            } else {
                byKey.put(key, several(there).with(id, stored));
            }
        }

        void remove(K key, Stored<?> stored) {
            Object there = byKey.get(key);
            String id = stored.definition().id();
            if (there instanceof Stored<?> one) {
                if (one.definition().id().equals(id)) {
                    byKey.remove(key);
                }
            } else if (there != null) {
                PersistentMap<String, Stored<?>> rest = several(there).without(id);
                Iterator<Stored<?>> values = rest.iterator();
                byKey.put(key, rest.size() == 1 ? values.next() : rest);
            }
        }

        Index<K> freeze() {
            return new Index<>(byKey.freeze());
        }
    }
}
