package io.weir.catalog;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * An immutable hash map of which a changed copy costs a few small arrays, whatever its size: a compressed hash-array mapped prefix tree
 * (M. Steindorfer and J. Vinju, "Optimizing Hash-Array Mapped Tries for Fast and Lean Immutable JVM Collections", OOPSLA 2015).
 * Neither keys nor values may be null. Any thread.
 */
final class PersistentMap<K, V> implements Iterable<V> {
    private static final PersistentMap<?, ?> EMPTY = new PersistentMap<>(TrieNode.empty(), 0);

    private final TrieNode<K, V> root;
    private final int size;

    private PersistentMap(TrieNode<K, V> root, int size) {
        this.root = root;
        this.size = size;
    }

    /** The map without entries. */
    @SuppressWarnings("unchecked") // nothing can be read from it
    static <K, V> PersistentMap<K, V> empty() {
        return (PersistentMap<K, V>) EMPTY;
    }

    @Nullable
    V get(K key) {
        return root.get(key, TrieNode.spread(key), 0);
    }

    int size() {
        return size;
    }

    /** This map with one entry more, or another value in one. */
    PersistentMap<K, V> with(K key, V value) {
        Draft<K, V> draft = draft();
        draft.put(key, value);
        return draft.freeze();
    }

    /** This map without one key. */
    PersistentMap<K, V> without(K key) {
        Draft<K, V> draft = draft();
        draft.remove(key);
        return draft.freeze();
    }

    /** All values, in no particular order. */
    @Override
    public Iterator<V> iterator() {
        return new TrieIterator<>(root);
    }

    /** A copy to be changed many times; this map stays as it is. */
    Draft<K, V> draft() {
        return new Draft<>(this);
    }

    /** A map under construction, for one thread: it changes in place what it has copied already. */
    static final class Draft<K, V> {
        private Object owner = new Object();
        private PersistentMap<K, V> origin;
        private TrieNode<K, V> root;
        private int size;

        private Draft(PersistentMap<K, V> origin) {
            this.origin = origin;
            this.root = origin.root;
            this.size = origin.size;
        }

        @Nullable
        V get(K key) {
            return root.get(key, TrieNode.spread(key), 0);
        }

        /** Sets an entry; tells the value that was there. */
        @Nullable
        V put(K key, V value) {
            int hash = TrieNode.spread(key);
            V before = root.get(key, hash, 0);
            if (before != value) {
                root = root.put(owner, key, value, hash, 0);
                size += before == null ? 1 : 0;
            }
            return before;
        }

        /** Takes an entry out; tells the value that was there. */
        @Nullable
        V remove(K key) {
            int hash = TrieNode.spread(key);
            V before = root.get(key, hash, 0);
            if (before != null) {
                root = root.remove(owner, key, hash, 0);
                size--;
            }
            return before;
        }

        /** The map as it is now; the draft may be changed further without touching it. */
        PersistentMap<K, V> freeze() {
            if (root != origin.root) {
                origin = new PersistentMap<>(root, size);
                owner = new Object();
            }
            return origin;
        }
    }
}
