package io.weir.analytics;

import java.util.Map;
import java.util.TreeMap;

/** Parts of a file, as ranges of offsets that are put together where they touch. One thread at a time. */
final class IntervalSet {
    private final TreeMap<Long, Long> ranges = new TreeMap<>();
    private long size;

    /** Adds {@code [from, to)}. */
    void add(long from, long to) {
        if (from >= to) {
            return;
        }
        long start = from;
        long end = to;
        Map.Entry<Long, Long> near = ranges.floorEntry(end);
        while (near != null && near.getValue() >= start) {
            start = Math.min(start, near.getKey());
            end = Math.max(end, near.getValue());
            size -= near.getValue() - near.getKey();
            ranges.remove(near.getKey());
            near = ranges.floorEntry(end);
        }
        ranges.put(start, end);
        size += end - start;
    }

    /** Takes {@code [from, to)} out. */
    void remove(long from, long to) {
        if (from >= to) {
            return;
        }
        Map.Entry<Long, Long> near = ranges.lowerEntry(to);
        while (near != null && near.getValue() > from) {
            long start = near.getKey();
            long end = near.getValue();
            ranges.remove(start);
            size -= end - start;
            keep(start, Math.min(end, from));
            keep(Math.max(start, to), end);
            near = ranges.lowerEntry(to);
        }
    }

    private void keep(long from, long to) {
        if (from < to) {
            ranges.put(from, to);
            size += to - from;
        }
    }

    boolean contains(long offset) {
        return endOf(offset) > offset;
    }

    /** Where the range that holds an offset ends; the offset itself where none does. */
    long endOf(long offset) {
        Map.Entry<Long, Long> near = ranges.floorEntry(offset);
        return near == null || near.getValue() <= offset ? offset : near.getValue();
    }

    /** How many offsets are in it. */
    long size() {
        return size;
    }
}
