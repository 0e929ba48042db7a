package io.weir.catalog;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One node of a {@link PersistentMap}: entries of its own first, as key and value side by side, then the nodes below it, last one first.
 * A bit in {@code dataMap} or {@code nodeMap} says which of the 32 branches holds an entry or a node. Below the last bit of the hash
 * both are 0 and the entries lie side by side in no order. Only whoever holds {@code owner} may change a node in place.
 */
@SuppressWarnings("unchecked") // the maps say what lies in each slot
final class TrieNode<K, V> {
    private static final int BITS = 5;
    private static final int HASH_BITS = 32;
    private static final TrieNode<?, ?> EMPTY = new TrieNode<>(new Object(), 0, 0, new Object[0]);

    private final Object owner;
    private int dataMap;
    private int nodeMap;
    private Object[] slots;

    private TrieNode(Object owner, int dataMap, int nodeMap, Object[] slots) {
        this.owner = owner;
        this.dataMap = dataMap;
        this.nodeMap = nodeMap;
        this.slots = slots;
    }

    static <K, V> TrieNode<K, V> empty() {
        return (TrieNode<K, V>) EMPTY;
    }

    /** Mixes a hash so that all its bits tell, for keys that differ in few. */
    static int spread(Object key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }

    @Nullable
    V get(Object key, int hash, int fromShift) {
        TrieNode<K, V> node = this;
        for (int shift = fromShift; shift < HASH_BITS; shift += BITS) {
            int bit = bit(hash, shift);
            if ((node.dataMap & bit) != 0) {
                int index = node.dataIndex(bit);
                return node.slots[index].equals(key) ? (V) node.slots[index + 1] : null;
            }
            if ((node.nodeMap & bit) == 0) {
                return null;
            }
            node = node.child(node.nodeIndex(bit));
        }
        int index = node.indexOf(key);
        return index < 0 ? null : (V) node.slots[index + 1];
    }

    TrieNode<K, V> put(Object editor, K key, V value, int hash, int shift) {
        if (shift >= HASH_BITS) {
            int index = indexOf(key);
            return index < 0 ? insert(editor, slots.length, 0, key, value) : set(editor, index + 1, value);
        }
        int bit = bit(hash, shift);
        if ((nodeMap & bit) != 0) {
            int index = nodeIndex(bit);
            return set(editor, index, child(index).put(editor, key, value, hash, shift + BITS));
        }
        int index = dataIndex(bit);
        if ((dataMap & bit) == 0) {
            return insert(editor, index, bit, key, value);
        }
        if (slots[index].equals(key)) {
            return set(editor, index + 1, value);
        }
        TrieNode<K, V> both = TrieNode.<K, V>empty()
                .put(editor, (K) slots[index], (V) slots[index + 1], spread(slots[index]), shift + BITS)
                .put(editor, key, value, hash, shift + BITS);
        return pushDown(editor, bit, index, both);
    }

    /** Takes out a key that is there. */
    TrieNode<K, V> remove(Object editor, K key, int hash, int shift) {
        if (shift >= HASH_BITS) {
            return drop(editor, indexOf(key), 0);
        }
        int bit = bit(hash, shift);
        if ((dataMap & bit) != 0) {
            return drop(editor, dataIndex(bit), bit);
        }
        int index = nodeIndex(bit);
        TrieNode<K, V> below = child(index).remove(editor, key, hash, shift + BITS);
        boolean isOneEntry = below.nodeMap == 0 && below.slots.length == 2;
        return isOneEntry ? pullUp(editor, bit, index, below) : set(editor, index, below);
    }

    /** How many slots hold entries, two for each. */
    int entrySlots() {
        return nodeMap == 0 ? slots.length : 2 * Integer.bitCount(dataMap);
    }

    int length() {
        return slots.length;
    }

    V value(int index) {
        return (V) slots[index];
    }

    TrieNode<K, V> child(int index) {
        return (TrieNode<K, V>) slots[index];
    }

    private static int bit(int hash, int shift) {
        return 1 << ((hash >>> shift) & 31);
    }

    private int dataIndex(int bit) {
        return 2 * Integer.bitCount(dataMap & (bit - 1));
    }

    private int nodeIndex(int bit) {
        return slots.length - 1 - Integer.bitCount(nodeMap & (bit - 1));
    }

    private int indexOf(Object key) {
        for (int index = 0; index < slots.length; index += 2) {
            if (slots[index].equals(key)) {
                return index;
            }
        }
        return -1;
    }

    private TrieNode<K, V> set(Object editor, int index, Object value) {
        if (slots[index] == value) {
            return this;
        }
        TrieNode<K, V> node = editable(editor);
        if (node != this) {
            node.slots = slots.clone();
        }
        node.slots[index] = value;
        return node;
    }

    private TrieNode<K, V> insert(Object editor, int index, int bit, K key, V value) {
        Object[] grown = new Object[slots.length + 2];
        System.arraycopy(slots, 0, grown, 0, index);
        grown[index] = key;
        grown[index + 1] = value;
        System.arraycopy(slots, index, grown, index + 2, slots.length - index);
        return changed(editor, dataMap | bit, nodeMap, grown);
    }

    private TrieNode<K, V> drop(Object editor, int index, int bit) {
        Object[] shrunk = Arrays.copyOf(slots, slots.length - 2);
        System.arraycopy(slots, index + 2, shrunk, index, shrunk.length - index);
        return changed(editor, dataMap & ~bit, nodeMap, shrunk);
    }

    /** An entry's place is taken by a node that holds it and another. */
    private TrieNode<K, V> pushDown(Object editor, int bit, int index, TrieNode<K, V> below) {
        Object[] moved = new Object[slots.length - 1];
        int target = moved.length - 1 - Integer.bitCount(nodeMap & (bit - 1));
        System.arraycopy(slots, 0, moved, 0, index);
        System.arraycopy(slots, index + 2, moved, index, target - index);
        moved[target] = below;
        System.arraycopy(slots, target + 2, moved, target + 1, moved.length - target - 1);
        return changed(editor, dataMap & ~bit, nodeMap | bit, moved);
    }

    /** A node's place is taken by the one entry that it still holds. */
    private TrieNode<K, V> pullUp(Object editor, int bit, int index, TrieNode<K, V> below) {
        Object[] moved = new Object[slots.length + 1];
        int target = dataIndex(bit);
        System.arraycopy(slots, 0, moved, 0, target);
        moved[target] = below.slots[0];
        moved[target + 1] = below.slots[1];
        System.arraycopy(slots, target, moved, target + 2, index - target);
        System.arraycopy(slots, index + 1, moved, index + 2, slots.length - index - 1);
        return changed(editor, dataMap | bit, nodeMap & ~bit, moved);
    }

    private TrieNode<K, V> changed(Object editor, int newDataMap, int newNodeMap, Object[] newSlots) {
        TrieNode<K, V> node = editable(editor);
        node.dataMap = newDataMap;
        node.nodeMap = newNodeMap;
        node.slots = newSlots;
        return node;
    }

    private TrieNode<K, V> editable(Object editor) {
        return owner == editor ? this : new TrieNode<>(editor, dataMap, nodeMap, slots);
    }
}
