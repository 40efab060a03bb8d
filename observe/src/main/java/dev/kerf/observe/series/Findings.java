package dev.kerf.observe.series;

import dev.kerf.core.use.Activity;
import dev.kerf.core.use.Attribution;
import dev.kerf.core.use.Doubt;
import dev.kerf.core.use.Judged;
import dev.kerf.core.use.Rung;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What was noticed of the source itself while its series were read; counts of samples are of those that containers hold. */
final class Findings {
    final Map<Rung, Long> rungs = new EnumMap<>(Rung.class);
    final Map<Doubt, Long> doubts = new EnumMap<>(Doubt.class);
    final Set<Exporter> there = EnumSet.noneOf(Exporter.class);
    final Set<String> refusals = new TreeSet<>();
    final Set<String> warnings = new TreeSet<>();
    final Set<String> copied = new TreeSet<>();
    /** GPUs that several share while only the GPU is measured, and who they are. */
    final Set<String> blurred = new TreeSet<>();

    final Set<String> unknown = new TreeSet<>();
    final Set<String> implausible = new TreeSet<>();
    final Set<String> gpus = new TreeSet<>();
    final Set<String> held = new TreeSet<>();
    long expected;
    long taken;
    boolean micros;
    Duration skew = Duration.ZERO;
    long future;

    @Nullable
    Instant newest;

    void judged(Source source, Judged judged) {
        switch (judged) {
            case Judged.Taken value -> taken++;
            case Judged.Refused because -> refused(source.metrics().getFirst(), because.doubt());
        }
    }

    private void refused(String metric, Doubt doubt) {
        doubts.merge(doubt, 1L, Long::sum);
        if (doubt == Doubt.IMPOSSIBLE || doubt == Doubt.NOT_A_NUMBER || doubt == Doubt.NEGATIVE) {
            implausible.add(metric);
        }
    }

    void activity(Source source, Activity activity) {
        judged(source, activity.judged());
        activity.passed().forEach((rung, doubt) -> {
            if (activity.rung() != null) {
                refused(rung.series(), doubt);
            }
        });
        if (activity.rung() != null) {
            rungs.merge(activity.rung(), 1L, Long::sum);
        }
    }

    /** @param kept whether the device is kept for those who share it, and told of who keeps it */
    void attributed(String device, Holder holder, Attribution attribution, boolean kept) {
        if (!attribution.own() && kept) {
            blurred.add(device);
            unknown.add(holder.toString());
        } else if (!attribution.own()) {
            copied.add(device);
        }
    }

    void told(Instant last) {
        newest = newest == null || last.isAfter(newest) ? last : newest;
    }

    long doubts(Doubt... some) {
        long sum = 0;
        for (Doubt each : some) {
            sum += doubts.getOrDefault(each, 0L);
        }
        return sum;
    }
}
