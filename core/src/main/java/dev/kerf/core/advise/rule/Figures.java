package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Drafting;
import dev.kerf.core.advise.Observation;
import dev.kerf.core.advise.Work;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What was measured of a workload over a window.
 *
 * @param work   whose
 * @param window how far back
 * @param now    up to when
 * @param pods   of which of its pods
 */
record Figures(Work work, Duration window, Instant now, Set<String> pods) {
    private static final double DAY = 24;

    /** Of all its pods. */
    Figures(Work work, Duration window, Instant now) {
        this(work, window, now, pods(work));
    }

    private static Set<String> pods(Work work) {
        return work.placements().stream().map(p -> p.task().id().name()).collect(Collectors.toSet());
    }

    /** The same over another time. */
    Figures over(Duration time) {
        return new Figures(work, time, now, pods);
    }

    /** Of one pod alone. */
    Figures only(String pod) {
        return new Figures(work, window, now, Set.of(pod));
    }

    /** Of all pods but one. */
    Figures without(String pod) {
        return new Figures(
                work, window, now, pods.stream().filter(p -> !p.equals(pod)).collect(Collectors.toSet()));
    }

    /** The highest of a figure among all series of a signal; NaN: there is none. */
    double most(Signal signal, ToDoubleFunction<Track> figure) {
        return work.of(signal).entrySet().stream()
                .filter(e -> pods.contains(e.getKey().pod()))
                .mapToDouble(e -> figure.applyAsDouble(e.getValue().track().last(window, now)))
                .filter(v -> !Double.isNaN(v))
                .max()
                .orElse(Double.NaN);
    }

    /** Whether every pod that stands has values of the signal. */
    boolean known(Signal signal) {
        Set<String> pods = work.of(signal).entrySet().stream()
                .filter(e -> e.getValue().track().last(window, now).count() > 0)
                .map(e -> e.getKey().pod())
                .collect(Collectors.toSet());
        return work.placements().stream()
                .allMatch(p -> pods.contains(p.task().id().name()));
    }

    /** The least part of the window that has values, among all series of the signal, as far back as each goes. */
    double coverage(Signal signal) {
        return work.of(signal).values().stream()
                .mapToDouble(s -> s.trust().coverage())
                .min()
                .orElse(0);
    }

    /** The worst way in which figures of the signal came to be the container's, as worth. */
    double attribution(Signal signal) {
        return work.of(signal).values().stream()
                .mapToDouble(s -> s.attribution().worth())
                .min()
                .orElse(0);
    }

    /** Evidence: each series of the signal with its figure. */
    void show(
            Drafting draft,
            Signal signal,
            String function,
            ToDoubleFunction<Track> figure,
            double threshold,
            String unit) {
        shown(signal, function, figure, threshold, unit).forEach(draft::sees);
    }

    List<Observation> shown(
            Signal signal, String function, ToDoubleFunction<Track> figure, double threshold, String unit) {
        List<Observation> shown = new ArrayList<>();
        work.of(signal).forEach((Seat seat, Seen seen) -> {
            Track last = seen.track().last(window, now);
            shown.add(Words.observed(function, seen, seat, last, figure.applyAsDouble(last), threshold, unit));
        });
        return shown;
    }

    /** Guard: there is enough history to go by. */
    void enough(Drafting draft, Signal signal, double days, double coverage) {
        double watched = work.watched(now).toHours() / DAY;
        double part = coverage(signal);
        draft.guard(
                "enough-history",
                watched >= days && part >= coverage,
                String.format(
                        Locale.ROOT,
                        "%.1f days of figures with %.0f %% of the samples, this wants %.0f days and %.0f %%",
                        watched,
                        part * 100,
                        days,
                        coverage * 100));
    }

    /** Guard: the figures are the container's own, not copied or split among those that share. */
    void own(Drafting draft, Signal signal) {
        double worth = attribution(signal);
        draft.guard(
                "figures-are-its-own",
                worth >= 0.9,
                String.format(
                        Locale.ROOT,
                        "the figures are the pods' own by a way that is worth %.2f, this wants %.2f",
                        worth,
                        0.9));
    }
}
