package dev.kerf.core.use;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/**
 * A histogram as bytes, a few for each bucket in use: a version, the buckets, the slot's seconds, then slot by slot the
 * distance from the slot before, how many buckets, and of each the distance from the bucket before and the count.
 * Distances and counts are written seven bits a byte.
 */
public final class HistogramBytes {
    private static final byte VERSION = 1;
    private static final int LONGEST_NUMBER = 10;
    private static final int HEAD = 1 + 2 * Double.BYTES;

    private HistogramBytes() {}

    /** The bytes; equal histograms have equal bytes. */
    public static byte[] of(Histogram histogram) {
        ByteBuffer out = ByteBuffer.allocate(most(histogram));
        out.put(VERSION)
                .putDouble(histogram.buckets().first())
                .putDouble(histogram.buckets().growth());
        write(out, histogram.buckets().count());
        write(out, histogram.slot().toSeconds());
        long before = 0;
        for (Map.Entry<Long, Slot> entry : histogram.slots().entrySet()) {
            if (entry.getValue().total() > 0) {
                write(out, zigzag(entry.getKey() - before));
                before = entry.getKey();
                slot(out, entry.getValue());
            }
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static int most(Histogram histogram) {
        int numbers = 2
                + histogram.slots().values().stream()
                        .mapToInt(s -> 2 + 2 * s.end())
                        .sum();
        return HEAD + LONGEST_NUMBER * numbers;
    }

    private static void slot(ByteBuffer out, Slot slot) {
        int used = 0;
        for (int bucket = 0; bucket < slot.end(); bucket++) {
            used += slot.count(bucket) > 0 ? 1 : 0;
        }
        write(out, used);
        int before = 0;
        for (int bucket = 0; bucket < slot.end(); bucket++) {
            if (slot.count(bucket) > 0) {
                write(out, bucket - before);
                write(out, slot.count(bucket));
                before = bucket;
            }
        }
    }

    /**
     * The histogram that was written.
     *
     * @throws IllegalArgumentException if the bytes are no histogram
     */
    public static Histogram read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            if (in.get() != VERSION) {
                throw new IllegalArgumentException(
                        "a histogram of version " + bytes[0] + "; this program reads " + VERSION);
            }
            Buckets buckets = buckets(in.getDouble(), in.getDouble(), Math.toIntExact(number(in)));
            Histogram histogram = new Histogram(buckets, Duration.ofSeconds(number(in)));
            long slot = 0;
            while (in.hasRemaining()) {
                slot += unzigzag(number(in));
                slot(in, histogram, slot);
            }
            return histogram;
        } catch (java.nio.BufferUnderflowException | ArithmeticException broken) {
            throw new IllegalArgumentException("these " + bytes.length + " bytes are no histogram", broken);
        }
    }

    /** Those of a measure, as a rule. */
    private static Buckets buckets(double first, double growth, int count) {
        for (Measure measure : Measure.values()) {
            Buckets known = measure.buckets();
            if (known.first() == first && known.growth() == growth && known.count() == count) {
                return known;
            }
        }
        return new Buckets(first, growth, count);
    }

    private static void slot(ByteBuffer in, Histogram histogram, long slot) {
        long used = number(in);
        long bucket = 0;
        for (long i = 0; i < used; i++) {
            bucket += number(in);
            long count = number(in);
            if (bucket < 0 || bucket >= histogram.buckets().count() || count <= 0) {
                throw new IllegalArgumentException("no bucket " + bucket + " with " + count + " in it");
            }
            histogram.add(slot, (int) bucket, count);
        }
    }

    private static void write(ByteBuffer out, long number) {
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            out.put((byte) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    private static long number(ByteBuffer in) {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = in.get();
            number |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("a number in it has no end");
    }

    private static long zigzag(long number) {
        return (number << 1) ^ (number >> (Long.SIZE - 1));
    }

    private static long unzigzag(long number) {
        return (number >>> 1) ^ -(number & 1);
    }
}
