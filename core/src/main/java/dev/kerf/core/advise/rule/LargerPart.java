package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Drafting;
import dev.kerf.core.advise.Kind;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.WhatIf;
import dev.kerf.core.advise.Work;
import dev.kerf.core.model.Share;
import dev.kerf.core.size.Resize;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import java.time.Duration;
import java.util.Map;

/** R05: a workload whose part of a GPU has become too small; what its hottest pod uses decides. */
final class LargerPart {
    private static final Duration WINDOW = Duration.ofHours(24);
    private static final Duration SOON = Duration.ofMinutes(10);
    private static final double NEARLY = 0.9;
    private static final double CACHE_FULL = 0.95;
    private static final int MOST_TIMES = 2;
    private static final int STEP = 50;
    private final Work work;
    private final int asked;
    private final Scene scene;

    LargerPart(Fitting.Fit fit, Scene scene) {
        this.work = fit.work();
        this.asked = fit.asked();
        this.scene = scene;
    }

    /**
     * Whether its share was all used for ten minutes, 95 of 100 samples are near it, or its cache is full. What its card does is
     * nothing to go by where others are on it.
     */
    boolean wanted() {
        if (work.of(Signal.ACTIVITY).values().stream()
                .anyMatch(s -> !s.attribution().own())) {
            return false;
        }
        return full() || hottest(WINDOW, 0.95) > NEARLY * asked / Share.WHOLE;
    }

    /** Whether its share was all used for ten minutes, or its cache is full. */
    boolean full() {
        return hottest(SOON, 0) >= asked / (double) Share.WHOLE || most(Signal.KV_CACHE, SOON, 0) >= CACHE_FULL;
    }

    /** What it is to have then, in thousandths. */
    int target() {
        double hot = hottest(WINDOW, 0.95) * Share.WHOLE;
        double headroom = scene.thresholds().margins().compute();
        int wanted = (int) Math.ceil(Math.max(hot, asked) * headroom / STEP) * STEP;
        return Math.min(Math.min(Share.WHOLE, wanted), MOST_TIMES * asked);
    }

    private double hottest(Duration window, double part) {
        return most(Signal.ACTIVITY, window, part);
    }

    /** The highest of its pods' quantiles; 0 where nothing is measured. */
    private double most(Signal signal, Duration window, double part) {
        return work.of(signal).values().stream()
                .map(s -> s.track().last(window, scene.now()))
                .filter(t -> t.coverage() >= NEARLY)
                .mapToDouble(t -> t.quantile(part))
                .max()
                .orElse(0);
    }

    Draft draft() {
        double hot = hottest(WINDOW, 0.95) * Share.WHOLE;
        double headroom = scene.thresholds().margins().compute();
        int target = target();
        boolean room = Rooms.has(work, scene, target);
        Drafting draft = Drafting.of(Kind.R05, work.target()).over(WINDOW).claims(Words.claims(work));
        evidence(draft);
        draft.reckons(
                        "hottest pod × %.2f, at most twice what it has".formatted(headroom),
                        "%s of a GPU instead of %s".formatted(Share.text(target), Share.text(asked)))
                .part("hottest pod", Share.text(Math.round(hot)))
                .part("asked", Share.text(target))
                .part(
                        "in place",
                        Rooms.has(work, scene, target) ? "yes, its cards have the room" : "no, it has to move")
                .sure(work.confidence(Signal.ACTIVITY, scene.now()))
                .risks(0.1, "whoever shares its card has less to borrow");
        trusted(draft);
        if (!room) {
            Emptying.unmoved(work.placements(), draft);
        }
        return draft.changes(room ? WhatIf.NONE : WhatIf.asking(work, Resize.gpu(target)))
                .doing(new Action.Fraction(work.gpuContainer(), target, false, !room));
    }

    private void evidence(Drafting draft) {
        for (Map.Entry<Seat, Seen> each : work.of(Signal.ACTIVITY).entrySet()) {
            Track last = each.getValue().track().last(WINDOW, scene.now());
            draft.sees(Words.observed(
                    "quantile_over_time(0.95, ",
                    each.getValue(),
                    each.getKey(),
                    last,
                    last.quantile(0.95),
                    NEARLY * asked / Share.WHOLE,
                    ""));
        }
    }

    /** Figures that are somebody else's make nobody larger. */
    private void trusted(Drafting draft) {
        double worth = work.of(Signal.ACTIVITY).values().stream()
                .mapToDouble(s -> s.attribution().worth())
                .min()
                .orElse(0);
        double least = scene.thresholds().margins().attribution();
        draft.guard(
                "attribution",
                worth >= least,
                "its figures are its own to %.2f of 1, a size wants %.2f".formatted(worth, least));
    }
}
