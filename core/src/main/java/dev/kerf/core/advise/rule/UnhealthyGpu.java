package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Confidence;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Drafting;
import dev.kerf.core.advise.Kind;
import dev.kerf.core.advise.Rule;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Target;
import dev.kerf.core.advise.WhatIf;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.overview.Card;
import dev.kerf.core.overview.Machine;
import dev.kerf.core.price.Money;
import dev.kerf.core.use.Gpu;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * R20: a GPU whose driver reports an error after which it cannot be trusted, whose memory fails, or of which nothing is told
 * any more. Its work leaves once it has saved, it takes nothing new, and somebody looks at it. Where GPUs are given out by DRA
 * that is a taint of the one GPU; else its whole node takes nothing new.
 */
final class UnhealthyGpu implements Rule {
    private static final Duration SAVED = Duration.ofHours(1);

    @Override
    public List<Draft> drafts(Scene scene) {
        List<Draft> drafts = new ArrayList<>();
        Signs.of(scene).forEach((gpu, signs) -> {
            Machine machine = scene.machine(gpu.node());
            if (machine != null) {
                drafts.add(draft(scene, machine, signs));
            }
        });
        return drafts;
    }

    private static Draft draft(Scene scene, Machine machine, List<Sign> signs) {
        Sign sign = signs.getFirst();
        List<Placement> work = work(scene, machine, sign.gpu());
        Drafting draft = told(scene, machine, signs, work.size());
        List<String> unsaved = unsaved(scene, work);
        guards(sign, unsaved, draft);
        return DeviceTaint.serves(machine.node()) ? taint(sign, work, unsaved, draft) : drain(sign.gpu(), work, draft);
    }

    private static Drafting told(Scene scene, Machine machine, List<Sign> signs, int tasks) {
        Sign sign = signs.getFirst();
        Drafting draft = Drafting.of(
                        Kind.R20, new Target.OfGpu(sign.gpu().node(), sign.gpu().name()))
                .over(Signs.WINDOW)
                .reckons(
                        "XID in {48, 63, 64, 74, 79, 94, 95}, a row remap failure, uncorrectable memory errors, or silence while other GPUs of the node are told of, or while its node has no GPU to give; seen at %d moments or more"
                                .formatted(Sign.CONFIRMED),
                        sign.words())
                .part("first seen", sign.first().toString())
                .part("seen at", sign.times() + " moments")
                .part("unavailable", unavailable(scene, machine, sign))
                .part("tasks on it", Integer.toString(tasks))
                .part("ticket", sign.ticket())
                .sure(new Confidence(7, sign.seen().coverage(), 1, 1));
        signs.forEach(each -> draft.sees(each.seen()));
        return draft;
    }

    /** {@code 2.0 GPU-hours so far, 13.76 USD}; without money where there is no price. */
    private static String unavailable(Scene scene, Machine machine, Sign sign) {
        double hours = sign.hours(scene.now());
        @Nullable Money cost = Prices.of(scene, machine.node(), hours);
        return String.format(Locale.ROOT, "%.1f GPU-hours so far%s", hours, cost == null ? "" : ", " + cost);
    }

    private static Draft drain(Gpu gpu, List<Placement> work, Drafting draft) {
        List<TaskId> tasks = work.stream().map(p -> p.task().id()).toList();
        return draft.claims(claims(gpu, work))
                .claims(Set.of("node:" + gpu.node()))
                .risks(0.3, "work on the GPU starts anew elsewhere; the node's other GPUs take nothing new")
                .changes(WhatIf.emptying(gpu.node(), Set.copyOf(tasks)))
                .doing(new Action.Drain(gpu.node(), tasks));
    }

    private static Draft taint(Sign sign, List<Placement> work, List<String> unsaved, Drafting draft) {
        Gpu gpu = sign.gpu();
        boolean leaves = sign.grave() != Sign.Grave.LATER && unsaved.isEmpty();
        return draft.claims(claims(gpu, work))
                .risks(0.2, "work on the GPU starts anew elsewhere")
                .doing(new Action.Manifest(
                        "taint GPU %s of node %s".formatted(gpu.name(), gpu.node()),
                        DeviceTaint.manifest(sign, leaves)));
    }

    private static Set<String> claims(Gpu gpu, List<Placement> work) {
        Set<String> claims = new TreeSet<>(Set.of("gpu:" + gpu.node() + "/" + gpu.index()));
        work.forEach(p -> claims.add(
                "workload:" + p.task().id().namespace() + "/" + p.task().workload()));
        return claims;
    }

    /** What holds any of the card, what has just saved first; where its place is not told, all on the node that holds GPUs. */
    private static List<Placement> work(Scene scene, Machine machine, Gpu gpu) {
        Set<TaskId> holders = new LinkedHashSet<>();
        if (machine.cards().isEmpty()) {
            scene.cluster().placed().stream()
                    .filter(p ->
                            p.node().equals(gpu.node()) && p.task().need().gpu().devices() > 0)
                    .forEach(p -> holders.add(p.task().id()));
        }
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

    private static void guards(Sign sign, List<String> unsaved, Drafting draft) {
        draft.guard(
                "confirmed-twice",
                sign.confirmed(),
                "it was seen at %d moments, this wants %d".formatted(sign.times(), Sign.CONFIRMED));
        boolean gone = sign.grave() == Sign.Grave.GONE;
        draft.guard(
                "saved",
                unsaved.isEmpty() || gone,
                gone
                        ? "the GPU is gone: nothing can be saved any more"
                        : unsaved.isEmpty()
                                ? "no work on it would lose more than an hour"
                                : String.join(", ", unsaved) + " saved nothing within the last hour: wait for it");
        boolean told = sign.gpu().index() >= 0;
        draft.guard(
                "card-known",
                told,
                told
                        ? "it is card %d of its node".formatted(sign.gpu().index())
                        : "which card of the node it is was not told, so all its work would have to go");
    }

    /** Work on it that ends by itself and has saved nothing of late. */
    private static List<String> unsaved(Scene scene, List<Placement> work) {
        Set<TaskId> batch = scene.works().stream()
                .filter(w -> !w.serves())
                .flatMap(w -> w.ids().stream())
                .collect(Collectors.toSet());
        return work.stream()
                .filter(p -> batch.contains(p.task().id()))
                .filter(p -> saved(p).isBefore(scene.now().minus(SAVED)))
                .map(p -> p.task().id().toString())
                .toList();
    }
}
