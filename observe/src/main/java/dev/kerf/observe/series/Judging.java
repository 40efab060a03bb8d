package dev.kerf.observe.series;

import dev.kerf.core.use.Activity;
import dev.kerf.core.use.Attribution;
import dev.kerf.core.use.Doubt;
import dev.kerf.core.use.Judged;
import dev.kerf.core.use.Limits;
import dev.kerf.core.use.Rung;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import dev.kerf.core.use.TrustMeter;
import dev.kerf.observe.prometheus.Range;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes signals of columns: each value is taken, or refused with its doubt. */
final class Judging {
    /** A rung that gave no more than this part of the values is not the one that is named. */
    private static final double HARDLY = 0.05;

    private final Range range;
    private final double violation;
    private final Findings findings;

    /**
     * For one range.
     *
     * @param violation what one of {@code *_VIOLATION} is in seconds
     * @param findings  is told of what is refused
     */
    Judging(Range range, double violation, Findings findings) {
        this.range = range;
        this.violation = violation;
        this.findings = findings;
    }

    /**
     * A signal that is read from one source.
     *
     * @param expected how many values there should be
     */
    Seen seen(Source source, Column column, int expected, Attribution attribution) {
        Limits limits = Limits.upTo(source.signal().most());
        double unit = source.form() == Form.RATE && source.exporter() == Exporter.DCGM ? violation : source.unit();
        TrustMeter meter = new TrustMeter();
        float[] values = nothing();
        for (int i = column.told().nextSetBit(0); i >= 0; i = column.told().nextSetBit(i + 1)) {
            Judged judged =
                    column.anew(i) ? new Judged.Refused(Doubt.COUNTER_RESET) : limits.value(column.value(i) * unit);
            values[i] = taken(judged);
            meter.add(judged);
            findings.judged(source, judged);
        }
        return seen(source.signal(), values, null, meter, expected, attribution);
    }

    private Seen seen(
            Signal signal,
            float[] values,
            @Nullable Rung rung,
            TrustMeter meter,
            int expected,
            Attribution attribution) {
        Track track = Track.of(range.start(), range.step(), values);
        return new Seen(signal, track, rung, attribution, meter.trust(expected, attribution));
    }

    /** Activity: of each step from the highest rung that has a believable value. */
    Seen activity(Map<Rung, Column> rungs, Source source, int expected, Attribution attribution) {
        TrustMeter meter = new TrustMeter();
        float[] values = nothing();
        Map<Rung, Long> from = new EnumMap<>(Rung.class);
        for (int i = 0; i < values.length; i++) {
            Map<Rung, Double> said = said(rungs, i);
            if (!said.isEmpty()) {
                Activity activity = Activity.of(said);
                values[i] = taken(activity.judged());
                meter.add(activity.judged());
                findings.activity(source, activity);
                if (activity.rung() != null) {
                    from.merge(activity.rung(), 1L, Long::sum);
                }
            }
        }
        return seen(Signal.ACTIVITY, values, rung(from), meter, expected, attribution);
    }

    private static Map<Rung, Double> said(Map<Rung, Column> rungs, int at) {
        Map<Rung, Double> said = new EnumMap<>(Rung.class);
        rungs.forEach((rung, column) -> {
            if (column.told().get(at) && !column.anew(at)) {
                said.put(rung, (double) column.value(at));
            }
        });
        return said;
    }

    /** The least telling of those that values were read from, each with how many. */
    static @Nullable Rung rung(Map<Rung, Long> from) {
        long all = from.values().stream().mapToLong(Long::longValue).sum();
        @Nullable Rung least = null;
        for (Rung rung : Rung.values()) {
            least = from.getOrDefault(rung, 0L) > HARDLY * all ? rung : least;
        }
        return least;
    }

    private float[] nothing() {
        float[] values = new float[range.count()];
        Arrays.fill(values, Float.NaN);
        return values;
    }

    private static float taken(Judged judged) {
        return switch (judged) {
            case Judged.Taken value -> (float) value.value();
            case Judged.Refused refused -> Float.NaN;
        };
    }
}
