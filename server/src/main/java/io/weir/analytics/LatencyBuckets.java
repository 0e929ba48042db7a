package io.weir.analytics;

import java.util.Arrays;

/**
 * The fixed buckets in which latencies of a minute are told, so that those of many nodes and minutes can be added up: bucket {@code i} is
 * from 100 µs × 2^(i/4) to 100 µs × 2^((i+1)/4), the first one also what is below and the last one what is above.
 */
final class LatencyBuckets {
    static final int COUNT = 96;
    private static final double FIRST_MICROS = 100;
    private static final int PER_OCTAVE = 4;
    /** Where each bucket but the first begins. */
    private static final double[] STARTS = new double[COUNT - 1];

    static {
        for (int i = 0; i < STARTS.length; i++) {
            STARTS[i] = FIRST_MICROS * Math.pow(2, (i + 1) / (double) PER_OCTAVE);
        }
    }

    private LatencyBuckets() {}

    static int of(long micros) {
        int found = Arrays.binarySearch(STARTS, (double) micros);
        return found >= 0 ? found + 1 : -found - 1;
    }
}
