package dev.kerf.core.use;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How busy a GPU was, and which rung of the ladder says so: the highest one that has a believable value.
 *
 * @param judged  the part of the GPU, 0 to 1; or why there is none, in the words of the lowest rung that has anything
 * @param rung    the rung it was read from; null: from none
 * @param passed  higher rungs that had a value nobody can believe, with the reason
 */
public record Activity(Judged judged, @Nullable Rung rung, SortedMap<Rung, Doubt> passed) {
    public Activity {
        passed = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(passed));
    }

    /** From what the series say of one device at one moment; a rung without an entry has no data. */
    public static Activity of(Map<Rung, Double> said) {
        SortedMap<Rung, Doubt> passed = new TreeMap<>();
        for (Map.Entry<Rung, Double> entry : ladder(said).entrySet()) {
            Rung rung = entry.getKey();
            switch (Limits.upTo(1).value(entry.getValue() / rung.whole())) {
                case Judged.Taken taken -> {
                    return new Activity(taken, rung, passed);
                }
                case Judged.Refused refused -> passed.put(rung, refused.doubt());
            }
        }
        Doubt doubt = passed.isEmpty() ? Doubt.NO_DATA : java.util.Objects.requireNonNull(passed.get(passed.lastKey()));
        return new Activity(new Judged.Refused(doubt), null, passed);
    }

    private static Map<Rung, Double> ladder(Map<Rung, Double> said) {
        Map<Rung, Double> ladder = new EnumMap<>(Rung.class);
        ladder.putAll(said);
        return ladder;
    }
}
