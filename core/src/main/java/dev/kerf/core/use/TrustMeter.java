package dev.kerf.core.use;

import java.util.EnumMap;
import java.util.Map;

/** Counts of one series: what was taken, what was refused and why. */
public final class TrustMeter {
    private long taken;
    private final Map<Doubt, Long> refused = new EnumMap<>(Doubt.class);

    public void add(Judged judged) {
        add(judged, 1);
    }

    /** So many that were judged alike. */
    public void add(Judged judged, long times) {
        switch (judged) {
            case Judged.Taken value -> taken += times;
            case Judged.Refused because -> refused.merge(because.doubt(), times, Long::sum);
        }
    }

    public void merge(TrustMeter other) {
        taken += other.taken;
        other.refused.forEach((doubt, count) -> refused.merge(doubt, count, Long::sum));
    }

    /**
     * How it stands.
     *
     * @param expected how many samples there should be in the window
     */
    public Trust trust(long expected, Attribution attribution) {
        return new Trust(expected, taken, refused, attribution);
    }
}
