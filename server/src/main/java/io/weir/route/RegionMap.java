package io.weir.route;

import org.jspecify.annotations.Nullable;

/**
 * An immutable map whose keys are looked up by a part of a text, so that a segment of a path needs no string of its own. A changed copy
 * shares all entries but the changed ones. Any thread.
 */
final class RegionMap<V> {
    private static final int MIN_BUCKETS = 2;

    private final @Nullable Entry<V>[] buckets;
    private final int size;

    /** The hash is kept, so that an entry of another key costs no look at its text. */
    private record Entry<V>(
            int hash, String key, V value, @Nullable Entry<V> next) {}

    private RegionMap(@Nullable Entry<V>[] buckets, int size) {
        this.buckets = buckets;
        this.size = size;
    }

    static <V> RegionMap<V> empty() {
        return new RegionMap<>(newBuckets(MIN_BUCKETS), 0);
    }

    /** The value for {@code text.substring(from, to)}; null without one. */
    @Nullable
    V get(String text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return get(hash, text, from, to);
    }

    /**
     * The same, for a caller that has the hash.
     *
     * @param hash what {@link String#hashCode} gives for the part
     */
    @Nullable
    V get(int hash, String text, int from, int to) {
        for (Entry<V> entry = buckets[index(hash, buckets.length)]; entry != null; entry = entry.next) {
            if (entry.hash == hash && entry.key.length() == to - from && text.startsWith(entry.key, from)) {
                return entry.value;
            }
        }
        return null;
    }

    /** A copy to be changed. */
    Editor<V> edit() {
        return new Editor<>(buckets.clone(), size);
    }

    private static int index(int hash, int length) {
        return (hash ^ hash >>> 16) & length - 1;
    }

    @SuppressWarnings("unchecked") // Java has no generic arrays; nothing but entries of V is put in.
    private static <V> @Nullable Entry<V>[] newBuckets(int length) {
        return (Entry<V>[]) new Entry<?>[length];
    }

    /** Collects changes for one new map. Used by one thread, until {@link #map}. */
    static final class Editor<V> {
        private @Nullable Entry<V>[] buckets;
        private int size;

        private Editor(@Nullable Entry<V>[] buckets, int size) {
            this.buckets = buckets;
            this.size = size;
        }

        @Nullable
        V get(String key) {
            for (Entry<V> entry = buckets[index(key.hashCode(), buckets.length)]; entry != null; entry = entry.next) {
                if (entry.key.equals(key)) {
                    return entry.value;
                }
            }
            return null;
        }

        void put(String key, V value) {
            remove(key);
            if (size >= buckets.length) {
                grow();
            }
            add(key, value);
            size++;
        }

        void remove(String key) {
            int index = index(key.hashCode(), buckets.length);
            Entry<V> kept = null;
            for (Entry<V> entry = buckets[index]; entry != null; entry = entry.next) {
                if (entry.key.equals(key)) {
                    size--;
                } else {
                    kept = new Entry<>(entry.hash, entry.key, entry.value, kept);
                }
            }
            buckets[index] = kept;
        }

        RegionMap<V> map() {
            return new RegionMap<>(buckets, size);
        }

        private void add(String key, V value) {
            int hash = key.hashCode();
            int index = index(hash, buckets.length);
            buckets[index] = new Entry<>(hash, key, value, buckets[index]);
        }

        private void grow() {
            @Nullable Entry<V>[] former = buckets;
            buckets = newBuckets(former.length * 2);
            for (Entry<V> first : former) {
                for (Entry<V> entry = first; entry != null; entry = entry.next) {
                    add(entry.key, entry.value);
                }
            }
        }
    }
}
