package dev.kerf.observe.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Values of a day, from its first to its last, as bytes: four each, little end first; just four where all are the same.
 *
 * @param first the step of the day that the first is of
 * @param count how many, gaps between them as NaN
 */
record Packed(int first, int count, byte[] data) {
    /** Of one value for each step of a day, NaN: none. */
    static Packed of(float[] day) {
        int first = 0;
        while (first < day.length && Float.isNaN(day[first])) {
            first++;
        }
        int end = day.length;
        while (end > first && Float.isNaN(day[end - 1])) {
            end--;
        }
        return new Packed(first == day.length ? 0 : first, end - first, bytes(day, first, end));
    }

    private static byte[] bytes(float[] day, int first, int end) {
        boolean same = true;
        for (int i = first + 1; i < end && same; i++) {
            same = Float.compare(day[i], day[first]) == 0;
        }
        int stored = same ? Math.min(1, end - first) : end - first;
        ByteBuffer bytes = ByteBuffer.allocate(stored * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(day, first, stored);
        return bytes.array();
    }

    /** The values from the first to the last. */
    FloatBuffer values() {
        FloatBuffer stored =
                ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        if (stored.remaining() == count) {
            return stored;
        }
        float[] all = new float[count];
        Arrays.fill(all, stored.get(0));
        return FloatBuffer.wrap(all);
    }

    /** Puts them where they belong. */
    void into(float[] day) {
        values().get(day, first, count);
    }
}
