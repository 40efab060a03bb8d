package dev.kerf.observe.series;

import dev.kerf.observe.prometheus.Series;
import java.util.Arrays;
import java.util.BitSet;

/** What was told of one part of one thing, step by step, before it is judged. */
final class Column {
    private final float[] values;
    private final BitSet told;
    private final BitSet anew = new BitSet();

    Column(int count) {
        this.values = new float[count];
        this.told = new BitSet(count);
        Arrays.fill(values, Float.NaN);
    }

    /** A series more of the same thing: where several tell, the highest counts, as they are copies of each other. */
    void add(Series series) {
        for (int i = 0; i < values.length; i++) {
            if (!series.absent()[i]) {
                float value = series.values()[i];
                values[i] = told.get(i) && !(value > values[i]) && !Float.isNaN(values[i]) ? values[i] : value;
                told.set(i);
            }
        }
    }

    /** Another part. */
    void combine(Column other, boolean sum) {
        for (int i = other.told.nextSetBit(0); i >= 0; i = other.told.nextSetBit(i + 1)) {
            float value = other.values[i];
            values[i] = !told.get(i) ? value : sum ? values[i] + value : Math.max(values[i], value);
        }
        told.or(other.told);
        anew.or(other.anew);
    }

    /** Steps in which the counter began anew. */
    void anew(Series series) {
        for (int i = 0; i < values.length; i++) {
            if (!series.absent()[i]) {
                anew.set(i);
            }
        }
    }

    /** Steps in which something was scraped that is beyond all bounds: it shows, in place of the mean that hides it. */
    void beyond(Series series) {
        for (int i = 0; i < values.length; i++) {
            if (!series.absent()[i]) {
                values[i] = series.values()[i];
                told.set(i);
            }
        }
    }

    /** Nothing outside of a time: what was told there is somebody else's. */
    void within(BitSet time) {
        told.and(time);
    }

    float value(int at) {
        return values[at];
    }

    BitSet told() {
        return told;
    }

    boolean anew(int at) {
        return anew.get(at);
    }

    int count() {
        return values.length;
    }

    /** The part of the steps told by both in which both tell the same, 0 to 1; NaN: there are none. */
    double alike(Column other) {
        BitSet both = (BitSet) told.clone();
        both.and(other.told);
        int same = 0;
        for (int i = both.nextSetBit(0); i >= 0; i = both.nextSetBit(i + 1)) {
            same += Float.compare(values[i], other.values[i]) == 0 ? 1 : 0;
        }
        return same / (double) both.cardinality();
    }

    double max() {
        double max = 0;
        for (int i = told.nextSetBit(0); i >= 0; i = told.nextSetBit(i + 1)) {
            max = Math.max(max, Float.isNaN(values[i]) ? 0 : values[i]);
        }
        return max;
    }
}
