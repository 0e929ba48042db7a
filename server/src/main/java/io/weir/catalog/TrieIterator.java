package io.weir.catalog;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Walks the values of a {@link PersistentMap}. One thread. */
final class TrieIterator<K, V> implements Iterator<V> {
    private final Deque<TrieNode<K, V>> waiting = new ArrayDeque<>();
    private TrieNode<K, V> node;
    private int index;

    TrieIterator(TrieNode<K, V> root) {
        node = root;
        enter(root);
        skipWhatHasNoEntries();
    }

    @Override
    public boolean hasNext() {
        return index < node.entrySlots();
    }

    @Override
    public V next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        V value = node.value(index + 1);
        index += 2;
        skipWhatHasNoEntries();
        return value;
    }

    private void skipWhatHasNoEntries() {
        while (index >= node.entrySlots() && !waiting.isEmpty()) {
            enter(waiting.pop());
        }
    }

    private void enter(TrieNode<K, V> next) {
        node = next;
        index = 0;
        for (int child = next.entrySlots(); child < next.length(); child++) {
            waiting.push(next.child(child));
        }
    }
}
