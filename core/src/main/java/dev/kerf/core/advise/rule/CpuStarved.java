package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Drafting;
import dev.kerf.core.advise.Kind;
import dev.kerf.core.advise.OneByOne;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.WhatIf;
import dev.kerf.core.advise.Work;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.overview.Machine;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** R12: a GPU that waits because the CPU beside it is pegged or throttled. */
final class CpuStarved implements OneByOne {
    private static final Duration WINDOW = Duration.ofHours(24);
    private static final double BUSY = 0.6;
    private static final double IDLE = 0.02;
    private static final double THROTTLED = 0.25;
    private static final double PEGGED = 0.9;
    private static final double HEADROOM = 1.3;
    private static final double MILLI = 1000;

    /** What the pods of a workload show, the worst of each. */
    private record Worst(double activity, double throttled, double cores, double asked, double coverage) {
        boolean starved() {
            boolean pegged = asked > 0 && cores >= PEGGED * asked;
            return activity > IDLE && activity < BUSY && (throttled > THROTTLED || pegged);
        }

        /** Throttled work would have used more than was seen: as much more as the periods it missed. */
        double wanted() {
            double missed = Double.isNaN(throttled) ? 0 : Math.clamp(throttled, 0, 0.5);
            return Math.max(Double.isNaN(cores) ? 0 : cores, asked) / (1 - missed) * HEADROOM;
        }
    }

    @Override
    public OneByOne.Look begin(Scene scene) {
        return work -> {
            Worst worst = look(work, scene);
            return work.held() > 0 && worst.starved() ? Noted.of(List.of(draft(work, scene, worst))) : Noted.NOTHING;
        };
    }

    private static Worst look(Work work, Scene scene) {
        return new Worst(
                worst(work, scene, Signal.ACTIVITY, Track::mean),
                worst(work, scene, Signal.THROTTLED, Track::mean),
                worst(work, scene, Signal.CPU, t -> t.quantile(0.95)),
                work.first().need().cpu().milli() / MILLI,
                work.of(Signal.ACTIVITY).values().stream()
                        .mapToDouble(s -> s.track().last(WINDOW, scene.now()).coverage())
                        .min()
                        .orElse(0));
    }

    private static double worst(Work work, Scene scene, Signal signal, ToDoubleFunction<Track> figure) {
        return work.of(signal).values().stream()
                .mapToDouble(s -> figure.applyAsDouble(s.track().last(WINDOW, scene.now())))
                .filter(v -> !Double.isNaN(v))
                .max()
                .orElse(Double.NaN);
    }

    private static Draft draft(Work work, Scene scene, Worst look) {
        Cpu target = new Cpu((long) Math.ceil(look.wanted() * MILLI));
        double gain = Math.min(1 / look.activity(), look.wanted() / Math.max(0.001, look.asked()));
        Drafting draft = Drafting.of(Kind.R12, work.target()).over(WINDOW).claims(Words.claims(work));
        evidence(work, scene, draft);
        draft.reckons(
                        "CPU = max(q95 used, asked) ÷ (1 − throttled) × %.1f".formatted(HEADROOM),
                        target + " CPU instead of " + work.first().need().cpu())
                .part("GPU active", Words.percent(look.activity()))
                .part("CPU used", String.format(Locale.ROOT, "%.2f cores", look.cores()))
                .part("throttled", Double.isNaN(look.throttled()) ? "not measured" : Words.percent(look.throttled()))
                .part("throughput", String.format(Locale.ROOT, "up to %.1f times", gain))
                .sure(work.confidence(Signal.ACTIVITY, scene.now()))
                .risks(0.1, "its neighbours on the node have less CPU to borrow");
        room(work, scene, target, draft);
        return draft.changes(WhatIf.NONE).doing(new Action.Requests(work.gpuContainer(), target, null));
    }

    private static void evidence(Work work, Scene scene, Drafting draft) {
        for (Signal signal : List.of(Signal.ACTIVITY, Signal.CPU, Signal.THROTTLED)) {
            work.of(signal).forEach((seat, seen) -> {
                Track last = seen.track().last(WINDOW, scene.now());
                double bar = signal == Signal.ACTIVITY ? BUSY : signal == Signal.THROTTLED ? THROTTLED : Double.NaN;
                draft.sees(Words.observed("avg_over_time", seen, seat, last, last.mean(), bar, ""));
            });
        }
    }

    private static void room(Work work, Scene scene, Cpu target, Drafting draft) {
        Map<String, Long> more = new java.util.TreeMap<>();
        work.placements()
                .forEach(p -> more.merge(
                        p.node(), target.milli() - p.task().need().cpu().milli(), Long::sum));
        String full = "";
        for (Map.Entry<String, Long> each : more.entrySet()) {
            Machine machine = scene.machine(each.getKey());
            if (machine == null
                    || machine.node().capacity().cpu().milli() - machine.cpu().milli() < each.getValue()) {
                full = each.getKey();
            }
        }
        draft.guard(
                "node-has-cpu",
                full.isEmpty(),
                full.isEmpty() ? "its nodes have the CPU free" : "node " + full + " has not so much CPU free");
    }
}
