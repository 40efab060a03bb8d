package dev.kerf.core.advise.rule;

import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import java.util.SortedMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How many requests an engine works on at once.
 *
 * @param usual the most that did, q95; NaN: not measured
 * @param held  as many as its cache held while some were put back: the median of those times, of the replica where it is
 *              least; NaN: not measured
 */
record Crowd(double usual, double held) {
    private static final double PART = 0.95;
    private static final double HALF = 0.5;

    static Crowd of(Figures figures) {
        SortedMap<Seat, Seen> running = figures.work().of(Signal.RUNNING);
        SortedMap<Seat, Seen> back = figures.work().of(Signal.PREEMPTIONS);
        double held = running.entrySet().stream()
                .filter(e -> back.containsKey(e.getKey()))
                .mapToDouble(e -> held(
                        e.getValue().track().last(figures.window(), figures.now()),
                        java.util.Objects.requireNonNull(back.get(e.getKey()))
                                .track()
                                .last(figures.window(), figures.now())))
                .filter(v -> !Double.isNaN(v))
                .min()
                .orElse(Double.NaN);
        return new Crowd(figures.most(Signal.RUNNING, t -> t.quantile(PART)), held);
    }

    private static double held(Track running, Track back) {
        boolean along = running.start().equals(back.start()) && running.step().equals(back.step());
        DoubleStream some = IntStream.range(0, along ? Math.min(running.size(), back.size()) : 0)
                .filter(i -> back.value(i) > 0 && !Float.isNaN(running.value(i)))
                .mapToDouble(running::value);
        double[] sorted = some.sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    boolean known() {
        return held >= 1;
    }

    int target() {
        return (int) Math.floor(held);
    }

    /** Whether those are most of them: else its cache is too small for what it does, and fewer at once is no help. */
    boolean most() {
        return target() >= usual * HALF;
    }
}
