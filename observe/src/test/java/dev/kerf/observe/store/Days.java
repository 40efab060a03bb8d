package dev.kerf.observe.store;

import dev.kerf.core.use.Attribution;
import dev.kerf.core.use.Gpu;
import dev.kerf.core.use.Judged;
import dev.kerf.core.use.Rung;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import dev.kerf.core.use.TrustMeter;
import dev.kerf.observe.prometheus.Range;
import dev.kerf.observe.series.Day;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Days made up. */
final class Days {
    static final Instant MIDNIGHT = Instant.parse("2026-11-30T00:00:00Z");
    static final Seat WEB = new Seat("team", "Deployment/web", "web-1", "main", "");
    static final Seat CARD = new Seat("team", "Deployment/web", "web-1", "main", "GPU-1");
    static final Gpu GPU = new Gpu("n1", 0, "GPU-1", "NVIDIA L4");

    private Days() {}

    /** One of many pods. */
    static Seat pod(int number) {
        return new Seat("team", "Deployment/many-" + number, "many-" + number, "main", "");
    }

    /** What a signal is at a moment. */
    @FunctionalInterface
    interface Curve {
        float at(Signal signal, Instant moment);
    }

    /** From an hour of the day on, so many steps: CPU of a container, activity of its card. */
    static Day of(int day, int hour, int steps, Curve curve) {
        Instant start = MIDNIGHT.plus(Duration.ofDays(day)).plus(Duration.ofHours(hour));
        Range range = new Range(start, Range.USUAL, steps);
        Day made = new Day(range, new TreeMap<>(), new TreeMap<>());
        made.seats().put(WEB, signals(range, curve, Signal.CPU, Signal.MEMORY));
        made.seats().put(CARD, signals(range, curve, Signal.ACTIVITY));
        made.gpus().put(GPU, signals(range, curve, Signal.ACTIVITY));
        return made;
    }

    static Map<Signal, Seen> signals(Range range, Curve curve, Signal... signals) {
        Map<Signal, Seen> all = new EnumMap<>(Signal.class);
        for (Signal signal : signals) {
            float[] values = new float[range.count()];
            TrustMeter meter = new TrustMeter();
            for (int i = 0; i < values.length; i++) {
                values[i] = curve.at(signal, range.moment(i));
                if (!Float.isNaN(values[i])) {
                    meter.add(new Judged.Taken(values[i]));
                }
            }
            @Nullable Rung rung = signal == Signal.ACTIVITY ? Rung.SM_ACTIVE : null;
            Track track = Track.of(range.start(), range.step(), values);
            all.put(
                    signal,
                    new Seen(
                            signal,
                            track,
                            rung,
                            Attribution.WHOLE_DEVICE,
                            meter.trust(range.count(), Attribution.WHOLE_DEVICE)));
        }
        return all;
    }

    static float wave(Signal signal, Instant moment) {
        return signal == Signal.MEMORY ? 1e9f : moment.getEpochSecond() % 7200 / 7200f;
    }
}
