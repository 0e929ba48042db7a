package io.weir.analytics.query;

/**
 * Reads percentiles out of the distributions in minute documents, merged by adding bucket to bucket: 96 buckets, four to a doubling. A
 * percentile is read by interpolation within its bucket, and so is off by less than the bucket's width, 19 % of the value, and mostly by
 * a few percent.
 */
public final class Percentiles {
    /** How many there are. */
    public static final int COUNT = 96;

    /** Where bucket 0 begins, which also has everything below. */
    private static final double BASE_MICROS = 100;

    private static final int PER_DOUBLING = 4;

    private Percentiles() {}

    /** Where a bucket begins, in microseconds; {@link #COUNT} gives the end of the last. */
    static double lowerBound(int bucket) {
        return BASE_MICROS * Math.pow(2, (double) bucket / PER_DOUBLING);
    }

    /**
     * Reads a percentile out of merged counts.
     *
     * @param counts of all buckets
     * @param share from 0 to 1
     * @param maxMicros the greatest latency that was seen, which no answer exceeds
     * @return microseconds; 0 where there were no calls
     */
    public static long of(long[] counts, double share, long maxMicros) {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        double rank = share * total;
        long below = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            if (counts[bucket] > 0 && below + counts[bucket] >= rank) {
                double within = (rank - below) / counts[bucket];
                double from = bucket == 0 ? 0 : lowerBound(bucket);
                double value = from + within * (lowerBound(bucket + 1) - from);
                return Math.min(Math.round(value), maxMicros);
            }
            below += counts[bucket];
        }
        return 0;
    }
}
