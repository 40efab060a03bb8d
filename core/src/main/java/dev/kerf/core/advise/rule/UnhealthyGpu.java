package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Confidence;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Drafting;
import dev.kerf.core.advise.Kind;
import dev.kerf.core.advise.Observation;
import dev.kerf.core.advise.Rule;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Target;
import dev.kerf.core.advise.WhatIf;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.overview.Card;
import dev.kerf.core.overview.Machine;
import dev.kerf.core.use.Gpu;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * R20: a GPU whose driver reports an error after which it cannot be trusted. Its node takes nothing new, its work leaves once
 * it has saved, and somebody looks at it.
 */
final class UnhealthyGpu implements Rule {
    private static final Duration WINDOW = Duration.ofHours(24);
    private static final Duration SAVED = Duration.ofHours(1);
    private static final int CONFIRMED = 2;

    /** An error, and how often and since when it was seen. */
    private record Sign(Gpu gpu, Xid xid, Track track, int times, Instant first) {}

    @Override
    public List<Draft> drafts(Scene scene) {
        List<Draft> drafts = new ArrayList<>();
        scene.history().gpus().forEach((gpu, signals) -> {
            Sign sign = sign(scene, gpu, signals);
            Machine machine = scene.machine(gpu.node());
            if (sign != null && machine != null) {
                drafts.add(draft(scene, machine, sign));
            }
        });
        return drafts;
    }

    /** The last error of the window that says something; null: there is none. */
    private static @Nullable Sign sign(Scene scene, Gpu gpu, Map<Signal, Seen> signals) {
        Seen seen = signals.get(Signal.XID);
        if (seen == null) {
            return null;
        }
        Track track = seen.track().last(WINDOW, scene.now());
        Sign sign = null;
        for (int i = 0; i < track.size(); i++) {
            Xid xid = Float.isNaN(track.value(i)) ? null : Xid.of(track.value(i));
            if (xid != null && sign != null && sign.xid == xid) {
                sign = new Sign(gpu, xid, track, sign.times + 1, sign.first);
            } else if (xid != null) {
                sign = new Sign(gpu, xid, track, 1, track.moment(i));
            }
        }
        return sign;
    }

    private static Draft draft(Scene scene, Machine machine, Sign sign) {
        Gpu gpu = sign.gpu();
        List<Placement> work = work(scene, machine, gpu);
        List<TaskId> tasks = work.stream().map(p -> p.task().id()).toList();
        Drafting draft = Drafting.of(Kind.R20, new Target.OfGpu(gpu.node(), gpu.name()))
                .over(WINDOW)
                .claims(claims(gpu, work))
                .sees(new Observation(
                        "DCGM_FI_DEV_XID_ERRORS{Hostname=\"%s\",UUID=\"%s\"}".formatted(gpu.node(), gpu.name()),
                        sign.xid().number(),
                        0,
                        sign.track().coverage(),
                        "",
                        sign.track()))
                .reckons(
                        "XID in {48, 63, 64, 74, 79, 94, 95}, seen at %d moments or more".formatted(CONFIRMED),
                        "XID %d: %s".formatted(sign.xid().number(), sign.xid().words()))
                .part("first seen", sign.first().toString())
                .part("seen at", sign.times() + " moments")
                .part("tasks on it", Integer.toString(tasks.size()))
                .part("ticket", ticket(sign))
                .sure(new Confidence(7, sign.track().coverage(), 1, 1))
                .risks(0.3, "work on the GPU starts anew elsewhere; the node's other GPUs take nothing new");
        guards(scene, sign, work, draft);
        return draft.changes(WhatIf.emptying(gpu.node(), Set.copyOf(tasks))).doing(new Action.Drain(gpu.node(), tasks));
    }

    private static String ticket(Sign sign) {
        return "GPU %s (index %d) of node %s: XID %d, %s; %s"
                .formatted(
                        sign.gpu().name(),
                        sign.gpu().index(),
                        sign.gpu().node(),
                        sign.xid().number(),
                        sign.xid().words(),
                        sign.xid().urgent()
                                ? "reset it, run diagnostics, replace it where the error comes back"
                                : "reset it once it is free, and watch it");
    }

    private static Set<String> claims(Gpu gpu, List<Placement> work) {
        Set<String> claims = new TreeSet<>(Set.of("gpu:" + gpu.node() + "/" + gpu.index(), "node:" + gpu.node()));
        work.forEach(p -> claims.add(
                "workload:" + p.task().id().namespace() + "/" + p.task().workload()));
        return claims;
    }

    /** What holds any of the card, what has just saved first; where its place is not told, all on the node that holds GPUs. */
    private static List<Placement> work(Scene scene, Machine machine, Gpu gpu) {
        Set<TaskId> holders = new LinkedHashSet<>();
        for (int d = 0; d < machine.cards().size(); d++) {
            if (gpu.index() < 0 || gpu.index() == d) {
                machine.cards().get(d).holders().stream().map(Card.Holder::task).forEach(holders::add);
            }
        }
        return scene.cluster().placed().stream()
                .filter(p -> holders.contains(p.task().id()) && !p.leaving())
                .sorted(Comparator.comparing((Placement p) -> saved(p)).reversed())
                .toList();
    }

    private static Instant saved(Placement placement) {
        Instant checkpoint = placement.task().terms().checkpoint();
        return checkpoint == null ? Instant.EPOCH : checkpoint;
    }

    private static void guards(Scene scene, Sign sign, List<Placement> work, Drafting draft) {
        draft.guard(
                "confirmed-twice",
                sign.times() >= CONFIRMED,
                "the error was told at %d moments of the last %d h, this wants %d"
                        .formatted(sign.times(), WINDOW.toHours(), CONFIRMED));
        saved(scene, sign, work, draft);
        boolean told = sign.gpu().index() >= 0;
        draft.guard(
                "card-known",
                told,
                told
                        ? "it is card %d of its node".formatted(sign.gpu().index())
                        : "which card of the node it is was not told, so all its work would have to go");
    }

    private static void saved(Scene scene, Sign sign, List<Placement> work, Drafting draft) {
        Set<String> batch = scene.works().stream()
                .filter(w -> !w.serves())
                .flatMap(w -> w.ids().stream())
                .map(TaskId::toString)
                .collect(Collectors.toSet());
        List<String> unsaved = work.stream()
                .filter(p -> batch.contains(p.task().id().toString()))
                .filter(p -> saved(p).isBefore(scene.now().minus(SAVED)))
                .map(p -> p.task().id().toString())
                .toList();
        boolean broken = sign.xid() == Xid.OFF_THE_BUS;
        draft.guard(
                "saved",
                unsaved.isEmpty() || broken,
                broken
                        ? "the GPU is gone: nothing can be saved any more"
                        : unsaved.isEmpty()
                                ? "no work on it would lose more than an hour"
                                : String.join(", ", unsaved) + " saved nothing within the last hour: wait for it");
    }
}
