package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Work;
import dev.kerf.core.forecast.Forecast;
import dev.kerf.core.forecast.Forecaster;
import dev.kerf.core.forecast.Scope;
import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Placement;
import dev.kerf.core.size.Evidence;
import dev.kerf.core.size.Follow;
import dev.kerf.core.size.Followed;
import dev.kerf.core.size.Margins;
import dev.kerf.core.size.Size;
import dev.kerf.core.size.Sized;
import dev.kerf.core.size.Sizer;
import dev.kerf.core.use.ContainerUse;
import dev.kerf.core.use.Measure;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import dev.kerf.core.use.Trust;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What the container of a workload that uses its GPU needs: the size of its hottest pod. */
final class Sizes {
    private static final Map<Signal, Measure> MEASURES = Map.of(
            Signal.ACTIVITY, Measure.GPU_ACTIVITY,
            Signal.GPU_MEMORY, Measure.GPU_MEMORY,
            Signal.CPU, Measure.CPU,
            Signal.MEMORY, Measure.MEMORY);
    private static final Duration HISTORY = Duration.ofDays(14);
    private static final Duration COARSE = Duration.ofHours(1);
    private static final long DAY = ContainerUse.SLOT.toSeconds();
    private static final int HORIZON = 24;
    private static final double COVERAGE = 0.9;
    private final Work work;
    private final Scene scene;
    private final boolean least;
    private final @Nullable Follow follow;

    private Sizes(Work work, Scene scene, boolean least) {
        this.least = least;
        this.work = work;
        this.scene = scene;
        this.follow = least ? null : scene.follow(work);
    }

    /** The size; or why there is none. */
    static Sized of(Work work, Scene scene) {
        return new Sizes(work, scene, false).size();
    }

    /** A size of the lowest value of each series, which the size is never below; where there is no size, why. */
    static Sized least(Work work, Scene scene) {
        return new Sizes(work, scene, true).size();
    }

    /** Whether any pod's GPU is so active that this part of it is needed; found by counting, certain where it says so. */
    static boolean needs(Work work, Scene scene, double part) {
        Margins margins = scene.thresholds().margins();
        double bar = part / margins.compute() * (1 + 1e-6);
        return work.placements().stream()
                .flatMap(p -> work.of(Signal.ACTIVITY, p.task().id()).values().stream()
                        .limit(1))
                .map(seen -> seen.track().last(HISTORY, scene.now()))
                .anyMatch(track -> below(track, bar, scene.now(), margins) < margins.part(Measure.GPU_ACTIVITY) - 1e-9);
    }

    /** The part of the values below a bar, each weighed by the age of its day. */
    private static double below(Track track, double bar, Instant now, Margins margins) {
        double all = 0;
        double below = 0;
        double weight = 0;
        long day = Long.MIN_VALUE;
        for (int i = 0; i < track.size(); i++) {
            long own = Math.floorDiv(track.second(i), DAY);
            if (own != day) {
                double age = Math.max(0, Math.floorDiv(now.getEpochSecond(), DAY) - own);
                weight = Math.pow(2, -age * DAY / margins.halfLife().toSeconds());
                day = own;
            }
            all += Float.isNaN(track.value(i)) ? 0 : weight;
            below += track.value(i) < bar ? weight : 0;
        }
        return all == 0 ? 1 : below / all;
    }

    private Sized size() {
        Size hottest = null;
        for (Placement placement : work.placements()) {
            switch (size(placement)) {
                case Sized.Known known -> hottest = hottest == null ? known.size() : hottest.and(known.size());
                case Sized.Unknown unknown -> {
                    return new Sized.Unknown(placement.task().id() + " is " + unknown.reason());
                }
            }
        }
        return hottest == null ? new Sized.Unknown("no pod stands") : new Sized.Known(hottest);
    }

    private Sized size(Placement placement) {
        Bytes card = card(placement);
        SortedMap<Seat, Seen> gpu = work.of(Signal.ACTIVITY, placement.task().id());
        if (card == null || card.count() <= 0) {
            return new Sized.Unknown("on a GPU whose memory is not known");
        }
        if (gpu.isEmpty()) {
            return new Sized.Unknown("not measured: " + Signal.ACTIVITY.words() + " has no data, which is not zero");
        }
        return size(gpu.firstKey(), card);
    }

    private @Nullable Bytes card(Placement placement) {
        var machine = scene.machine(placement.node());
        return machine == null ? null : machine.node().gpus().memory();
    }

    private Sized size(Seat seat, Bytes card) {
        ContainerUse use = new ContainerUse();
        Map<Measure, Trust> trust = new EnumMap<>(Measure.class);
        Map<Measure, Forecast> forecasts = new EnumMap<>(Measure.class);
        Instant begun = scene.now();
        for (Map.Entry<Signal, Measure> each : MEASURES.entrySet()) {
            Seen seen = seen(seat, each.getKey());
            if (seen != null) {
                Track track = track(seat, each.getKey(), seen);
                add(use, each.getValue(), track);
                trust.put(each.getValue(), seen.trust());
                begun = track.begun().isBefore(begun) ? track.begun() : begun;
            }
        }
        if (!least) {
            forecast(seat, forecasts);
        }
        Duration history = Duration.between(begun, scene.now());
        Followed followed = followed(seat);
        if (follow != null && followed == null) {
            return new Sized.Unknown("told of so seldom that its part cannot follow its load: that wants a value every "
                    + Follow.COARSEST.toMinutes() + " minutes");
        }
        Evidence evidence = new Evidence(seat.of(), use, forecasts, trust, scene.now(), history, followed);
        return Sizer.size(evidence, card, scene.thresholds().margins());
    }

    private @Nullable Followed followed(Seat seat) {
        Seen seen = follow == null ? null : seen(seat, Signal.ACTIVITY);
        return follow == null || seen == null ? null : follow.of(track(seat, Signal.ACTIVITY, seen));
    }

    /** What a container did; before it was there, what those of its workload did. A pod that is made anew has no other past. */
    private Track track(Seat seat, Signal signal, Seen own) {
        Track track = own.track().last(HISTORY, scene.now());
        if (!track.begun().isAfter(track.start())) {
            return track;
        }
        List<Track> others = new ArrayList<>();
        work.all().forEach((other, signals) -> {
            Seen seen = signals.get(signal);
            boolean alike =
                    other.container().equals(seat.container()) && !other.pod().equals(seat.pod());
            if (alike
                    && seen != null
                    && seen.attribution().worth()
                            >= scene.thresholds().margins().attribution()) {
                others.add(seen.track().last(HISTORY, scene.now()));
            }
        });
        return track.after(others);
    }

    /** The signal of the container; figures of a device stand beside those of the container itself. */
    private @Nullable Seen seen(Seat gpu, Signal signal) {
        for (Map.Entry<Seat, Seen> each : work.of(signal).entrySet()) {
            Seat seat = each.getKey();
            if (seat.pod().equals(gpu.pod()) && seat.container().equals(gpu.container())) {
                return each.getValue();
            }
        }
        return null;
    }

    /** Its lowest value, alone; without any, itself. */
    private static Track lowest(Track track) {
        float lowest = (float) track.min();
        return Float.isNaN(lowest) ? track : Track.of(track.start(), track.step(), new float[] {lowest});
    }

    private void add(ContainerUse use, Measure measure, Track track) {
        use.add(measure, least ? lowest(track) : track);
    }

    /** Activity a day ahead, hour by hour. */
    private void forecast(Seat seat, Map<Measure, Forecast> forecasts) {
        Seen seen = seen(seat, Signal.ACTIVITY);
        if (seen == null || seen.track().step().compareTo(COARSE) > 0) {
            return;
        }
        Track hours = track(seat, Signal.ACTIVITY, seen).by(COARSE);
        Forecaster forecaster = new Forecaster(new Scope(hours.start(), COARSE, HORIZON, 1, COVERAGE));
        for (int i = 0; i < hours.size(); i++) {
            forecaster.observe(hours.value(i));
        }
        Forecast forecast = forecaster.forecast();
        if (forecast != null) {
            forecasts.put(Measure.GPU_ACTIVITY, forecast);
        }
    }
}
