package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Drafting;
import dev.kerf.core.advise.Kind;
import dev.kerf.core.advise.OneByOne;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Thresholds;
import dev.kerf.core.advise.WhatIf;
import dev.kerf.core.advise.Work;
import dev.kerf.core.model.Share;
import dev.kerf.core.reason.Count;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/** R01: a workload none of whose pods has done anything with its GPUs for some time. */
final class IdleGpus implements OneByOne {
    static final String STANDBY = "kerf.dev/standby";
    private static final double QUIET_BYTES = 1024;
    private static final double QUIET_CORES = 0.05;

    @Override
    public Look begin(Scene scene) {
        return work -> work.held() > 0 && idle(work, scene) ? Noted.of(List.of(draft(work, scene))) : Noted.NOTHING;
    }

    private static Duration window(Work work, Thresholds bars) {
        return work.notebook() ? bars.idleNotebook() : work.batch() ? bars.idleFor() : bars.idleServing();
    }

    /** Whether every pod has figures and none of these is above the bar. */
    private static boolean idle(Work work, Scene scene) {
        Duration window = window(work, scene.thresholds());
        return work.ids().stream().allMatch(id -> {
            SortedMap<Seat, Seen> seats = work.of(Signal.ACTIVITY, id);
            return !seats.isEmpty()
                    && seats.values().stream()
                            .allMatch(s -> last(s, window, scene).max()
                                    < scene.thresholds().idle());
        });
    }

    private static Track last(Seen seen, Duration window, Scene scene) {
        return seen.track().last(window, scene.now());
    }

    private static Draft draft(Work work, Scene scene) {
        Thresholds bars = scene.thresholds();
        Duration window = window(work, bars);
        Drafting draft = Drafting.of(Kind.R01, work.target()).over(window).claims(Words.claims(work));
        evidence(work, scene, window, draft);
        Instant since = work.quietSince(scene.thresholds().idle());
        draft.reckons(
                        "saving = GPUs held × price × hours left; idle: no activity at or above %s for %s"
                                .formatted(Words.percent(bars.idle()), Words.span(window)),
                        Count.of(Share.text(work.held()), "GPU") + " given back")
                .part("held", Count.of(Share.text(work.held()), "GPU"))
                .part("idle since", since.toString())
                .sure(work.confidence(Signal.ACTIVITY, scene.now()))
                .risks(work.serves() ? 0.4 : 0.2, "whoever comes back to it waits for it to start");
        guards(work, scene, window, draft);
        return draft.changes(WhatIf.without(work.ids())).doing(new Action.Scale(work.target(), 0));
    }

    private static void evidence(Work work, Scene scene, Duration window, Drafting draft) {
        work.of(Signal.ACTIVITY).forEach((seat, seen) -> {
            Track last = last(seen, window, scene);
            draft.sees(Words.observed(
                    "max_over_time",
                    seen,
                    seat,
                    last,
                    last.max(),
                    scene.thresholds().idle(),
                    ""));
        });
    }

    private static void guards(Work work, Scene scene, Duration window, Drafting draft) {
        Thresholds bars = scene.thresholds();
        double coverage = least(work, Signal.ACTIVITY, window, scene);
        draft.guard(
                "measured-throughout",
                coverage >= bars.idleCoverage(),
                "%s of the last %s is measured, idleness wants %s"
                        .formatted(Words.percent(coverage), Words.span(window), Words.percent(bars.idleCoverage())));
        Duration age = Duration.between(work.youngest(), scene.now());
        draft.guard(
                "old-enough",
                age.compareTo(bars.age()) >= 0,
                "its youngest pod is %d min old, idleness wants %d"
                        .formatted(age.toMinutes(), bars.age().toMinutes()));
        double watts = most(work, Signal.POWER, window, scene);
        draft.guard(
                "power-idle",
                !(watts > bars.idleWatts()),
                Double.isNaN(watts)
                        ? "power is not measured"
                        : String.format(
                                Locale.ROOT,
                                "its GPUs drew %.0f W at most, idle is up to %.0f",
                                watts,
                                bars.idleWatts()));
        standby(work, draft);
        quiet(work, scene, window, draft);
    }

    private static void standby(Work work, Drafting draft) {
        Map<String, String> labels = work.first().labels();
        boolean waits = labels.getOrDefault(STANDBY, "").equals("true");
        draft.guard(
                "not-standby",
                !waits,
                waits
                        ? "its label " + STANDBY + " says it waits on purpose"
                        : "no label " + STANDBY + " says it waits on purpose");
    }

    /** Nobody talks to what serves, and nobody computes in a notebook. */
    private static void quiet(Work work, Scene scene, Duration window, Drafting draft) {
        if (work.serves()) {
            double bytes = most(work, Signal.NETWORK, window, scene);
            draft.guard(
                    "no-connections",
                    bytes < QUIET_BYTES,
                    Double.isNaN(bytes)
                            ? "its network traffic is not measured, so nobody knows whether it is called"
                            : String.format(
                                    Locale.ROOT,
                                    "its pods moved %.0f B/s at most, silence is below %.0f",
                                    bytes,
                                    QUIET_BYTES));
        }
        if (work.notebook()) {
            double cores = most(work, Signal.CPU, window, scene);
            draft.guard(
                    "kernels-idle",
                    cores < QUIET_CORES,
                    Double.isNaN(cores)
                            ? "its CPU is not measured, so nobody knows whether a kernel computes"
                            : String.format(
                                    Locale.ROOT,
                                    "its kernels used %.2f cores at most, idle is below %.2f",
                                    cores,
                                    QUIET_CORES));
        }
    }

    private static double least(Work work, Signal signal, Duration window, Scene scene) {
        return work.of(signal).values().stream()
                .mapToDouble(s -> last(s, window, scene).coverage())
                .min()
                .orElse(0);
    }

    /** NaN: not measured. */
    private static double most(Work work, Signal signal, Duration window, Scene scene) {
        return work.of(signal).values().stream()
                .map(Objects::requireNonNull)
                .mapToDouble(s -> last(s, window, scene).max())
                .filter(v -> !Double.isNaN(v))
                .max()
                .orElse(Double.NaN);
    }
}
