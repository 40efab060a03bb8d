package dev.kerf.core.use;

import java.util.Arrays;

/** The counts of one stretch of time; only the buckets between the lowest and the highest in use are stored. */
final class Slot {
    private int lowest;
    private long[] counts = new long[0];

    void add(int bucket, long count) {
        if (counts.length == 0) {
            lowest = bucket;
        }
        reach(bucket);
        counts[bucket - lowest] = Math.addExact(counts[bucket - lowest], count);
    }

    private void reach(int bucket) {
        if (bucket < lowest) {
            long[] wider = new long[counts.length + lowest - bucket];
            System.arraycopy(counts, 0, wider, lowest - bucket, counts.length);
            counts = wider;
            lowest = bucket;
        } else if (bucket - lowest >= counts.length) {
            counts = Arrays.copyOf(counts, bucket - lowest + 1);
        }
    }

    void addAll(Slot other) {
        for (int i = 0; i < other.counts.length; i++) {
            if (other.counts[i] != 0) {
                add(other.lowest + i, other.counts[i]);
            }
        }
    }

    /** What is in the bucket. */
    long count(int bucket) {
        int at = bucket - lowest;
        return at < 0 || at >= counts.length ? 0 : counts[at];
    }

    /** One more than the highest bucket in use. */
    int end() {
        return lowest + counts.length;
    }

    long total() {
        return Arrays.stream(counts).sum();
    }
}
