package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Confidence;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Drafting;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Target;
import dev.kerf.core.advise.WhatIf;
import dev.kerf.core.advise.Work;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.Share;
import dev.kerf.core.size.Proof;
import dev.kerf.core.size.Resize;
import dev.kerf.core.size.Size;
import dev.kerf.core.size.Sized;
import dev.kerf.core.use.Signal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** R04 and R06: what is said of a workload that needs a smaller part of a GPU than it holds. */
final class SmallerPart {
    static final String SHARING = "kerf.dev/sharing";
    private static final String ISOLATION = "kerf.dev/gpu-isolation";
    private final Fitting.Fit fit;
    private final Work work;
    private final Scene scene;
    private final Drafting draft;
    private Target.OfWorkload container;
    private Confidence sure = new Confidence(0, 0, 0, 1);
    private long days;
    private boolean pool;

    SmallerPart(Fitting.Fit fit, Scene scene) {
        this.fit = fit;
        this.work = fit.work();
        this.scene = scene;
        this.container = work.target();
        this.draft =
                Drafting.of(fit.kind(), work.target()).over(Evidences.WINDOW).claims(Words.claims(work));
    }

    static String id(Fitting.Fit fit) {
        return Draft.id(fit.kind(), fit.work().target());
    }

    /** There is not enough to go by: nothing is changed, and the guard says why. */
    Draft unknown() {
        String reason = fit.sized() instanceof Sized.Unknown unknown ? unknown.reason() + mend() : "";
        return draft.reckons("what it used × headroom", "unchanged")
                .guard("enough-evidence", false, reason)
                .sure(new Confidence(0, 0, 0, 1))
                .doing(new Action.Fraction(work.gpuContainer(), fit.asked()));
    }

    /** What would tell its use from that of the others on its card; empty: that is known. */
    private String mend() {
        boolean own = work.of(Signal.ACTIVITY).values().stream()
                .allMatch(s -> s.attribution().own());
        return own
                ? ""
                : "; its card is shared and only the card is measured: Kubex' gpu-process-exporter or HAMi's monitor"
                        + " tells what each container does on it";
    }

    Fitting.Fit fit() {
        return fit;
    }

    /** Takes from what was measured all that is said of it later. */
    SmallerPart seen() {
        Evidences.of(work, scene, draft);
        container = work.gpuContainer();
        sure = work.confidence(Signal.ACTIVITY, scene.now());
        days = work.watched(scene.now()).toDays();
        pool = !work.of(Signal.KV_CACHE).isEmpty();
        return this;
    }

    Draft draft(Proof proof, Division division, Peaks.Cards peaks, Set<String> namespaces) {
        Size size = java.util.Objects.requireNonNull(fit.size());
        int target = proof.thousandths().getOrDefault(work.first().id(), fit.asked());
        parts(size, target, peaks.guard(work, draft));
        draft.guard("enough-evidence", true, days + " days of figures that can be believed");
        isolation(namespaces);
        Evidences.pool(pool, draft);
        String id = id(fit);
        List<String> others =
                division.ids().stream().filter(other -> !other.equals(id)).toList();
        var benefit = division.of(id);
        if (benefit != null) {
            draft.proven(benefit, others, proof.explanation());
        }
        return draft.changes(WhatIf.asking(work, Resize.gpu(target)).and(WhatIf.closing(emptied(proof))))
                .doing(new Action.Fraction(container, target));
    }

    private void parts(Size size, int target, double shared) {
        var margins = scene.thresholds().margins();
        draft.reckons(
                        "max(q95 activity × %.2f, max memory × %.2f ÷ card), rounded together with packing"
                                .formatted(margins.compute(), margins.memory()),
                        "%s of a GPU instead of %s".formatted(Share.text(target), Share.text(fit.asked())))
                .part("by compute", part(size.compute().target()))
                .part(
                        "by memory",
                        part(size.byMemory().target()) + " ("
                                + Words.gib(size.gpuMemory().target()) + ")")
                .part("needed", part(size.fraction().target()))
                .part("at most", part(size.fraction().most()))
                .part("asked", Share.text(target))
                .sure(sure)
                .risks(
                        Math.min(1, 0.1 + shared + size.compute().givenUp(target) * 0.5),
                        "its latency, where its load rises above what was seen");
    }

    private static String part(double thousandths) {
        return String.format(Locale.ROOT, "%.3f", thousandths / Share.WHOLE);
    }

    /** Whoever shares a card trusts the others, or something keeps them apart. */
    private void isolation(Set<String> namespaces) {
        boolean agreed = work.first().labels().getOrDefault(SHARING, "").equals("allowed");
        boolean apart = work.placements().stream().allMatch(p -> {
            var machine = scene.machine(p.node());
            return machine != null && machine.node().labels().containsKey(ISOLATION);
        });
        boolean passes = namespaces.size() == 1 || agreed || apart;
        draft.guard(
                "isolation",
                passes,
                passes
                        ? "those that would share cards "
                                + (namespaces.size() == 1
                                        ? "are of one namespace"
                                        : agreed ? "agree to by label " + SHARING : "are kept apart by their nodes")
                        : "it would share cards with namespaces " + String.join(", ", namespaces) + "; label its pods "
                                + SHARING + "=allowed, or its nodes " + ISOLATION);
    }

    /** The nodes that the proof keeps empty. */
    private static Set<String> emptied(Proof proof) {
        return proof.saving().empty().stream().map(Node::name).collect(Collectors.toSet());
    }
}
