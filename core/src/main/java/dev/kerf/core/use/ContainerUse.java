package dev.kerf.core.use;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** What a container was seen to use: a histogram and a trust meter for each measure. */
public final class ContainerUse {
    /** Counts of a day stay together: fine enough for a half-life of a day, coarse enough for weeks of history. */
    public static final Duration SLOT = Duration.ofDays(1);

    private final Map<Measure, Histogram> histograms = new EnumMap<>(Measure.class);
    private final Map<Measure, TrustMeter> meters = new EnumMap<>(Measure.class);

    /** Nothing seen yet. */
    public ContainerUse() {
        for (Measure measure : Measure.values()) {
            histograms.put(measure, new Histogram(measure.buckets(), SLOT));
            meters.put(measure, new TrustMeter());
        }
    }

    /** Keeps what was judged: a value that is taken is remembered, one that is refused is counted with its reason. */
    public void add(Measure measure, Instant moment, Judged judged) {
        meter(measure).add(judged);
        if (judged instanceof Judged.Taken taken) {
            of(measure).add(moment, taken.value(), 1);
        }
    }

    /** Keeps every value of a series, each of which was judged before. */
    public void add(Measure measure, Track track) {
        meter(measure).add(new Judged.Taken(0), track.count());
        of(measure).add(track);
    }

    /** What was seen of one measure. */
    public Histogram of(Measure measure) {
        return java.util.Objects.requireNonNull(histograms.get(measure));
    }

    /** How much of it was taken and refused. */
    public TrustMeter meter(Measure measure) {
        return java.util.Objects.requireNonNull(meters.get(measure));
    }

    /** Takes in what another pod of the same workload was seen to use. */
    public void merge(ContainerUse other) {
        for (Measure measure : Measure.values()) {
            of(measure).merge(other.of(measure));
            meter(measure).merge(other.meter(measure));
        }
    }
}
