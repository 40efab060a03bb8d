package dev.kerf.observe.prometheus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts two answers together that follow each other. */
final class Joining {
    private Joining() {}

    static Answer together(Range range, Answer early, Answer late) {
        Map<Labels, Series> all = new LinkedHashMap<>();
        put(all, range, early, 0);
        put(all, range, late, early.range().count());
        return new Answer(range, new ArrayList<>(all.values()));
    }

    private static void put(Map<Labels, Series> all, Range range, Answer some, int from) {
        for (Series each : some.series()) {
            Series whole = all.computeIfAbsent(each.labels(), labels -> nothing(labels, range.count()));
            System.arraycopy(each.values(), 0, whole.values(), from, each.values().length);
            System.arraycopy(each.absent(), 0, whole.absent(), from, each.absent().length);
        }
    }

    private static Series nothing(Labels labels, int count) {
        float[] values = new float[count];
        boolean[] absent = new boolean[count];
        Arrays.fill(values, Float.NaN);
        Arrays.fill(absent, true);
        return new Series(labels, values, absent);
    }
}
