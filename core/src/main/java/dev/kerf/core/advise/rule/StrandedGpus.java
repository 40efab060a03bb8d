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
import dev.kerf.core.overview.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * R13: GPUs that nobody can use since the node has no CPU or memory left for work with GPUs. The neighbour that asks for
 * most beyond what it uses asks for less; where none does, the pool has the wrong shape.
 */
final class StrandedGpus implements Rule {
    private static final double LEAST = 0.5;
    private static final double HOURS = 24;

    @Override
    public List<Draft> drafts(Scene scene) {
        List<Draft> drafts = new ArrayList<>();
        CpuAndMemory usual = CpuAndMemory.usual(scene.cluster());
        for (Machine machine : scene.machines()) {
            double stranded = machine.idle().stranded();
            if (stranded >= LEAST && usual != null) {
                drafts.add(draft(scene, machine, usual, stranded));
            }
        }
        return drafts;
    }

    private static Draft draft(Scene scene, Machine machine, CpuAndMemory usual, double stranded) {
        CpuAndMemory free = CpuAndMemory.free(machine);
        CpuAndMemory lacking = usual.times(stranded).minus(free);
        Neighbour neighbour = Neighbour.roomiest(scene, machine, lacking);
        Drafting draft = Drafting.of(Kind.R13, target(machine, neighbour))
                .over(Neighbour.WINDOW)
                .claims(claims(machine, neighbour))
                .sees(Observation.fact(
                        "free GPUs of node " + name(machine), machine.idle().free(), 0, "GPUs"))
                .sees(Observation.fact(
                        "free CPU of node " + name(machine), free.cores(), usual.cores() * stranded, "cores"))
                .sees(Observation.fact(
                        "free memory of node " + name(machine), free.bytes(), usual.bytes() * stranded, "bytes"))
                .part("stranded", String.format(Locale.ROOT, "%.1f GPUs", stranded))
                .part("usual beside a GPU", usual.toString())
                .part("free on the node", free.toString())
                .part("short of", lacking.atLeastNothing().toString())
                .frees(stranded * HOURS)
                .risks(0.2, "the neighbour, where it needs more than it was seen to use");
        return neighbour == null ? shape(machine, usual, draft) : shrink(scene, neighbour, lacking, draft);
    }

    private static Target target(Machine machine, @Nullable Neighbour neighbour) {
        return neighbour == null ? new Target.OfNode(name(machine)) : neighbour.target();
    }

    private static Set<String> claims(Machine machine, @Nullable Neighbour neighbour) {
        String node = "stranded:" + name(machine);
        return neighbour == null ? Set.of(node) : Set.of(node, neighbour.claim());
    }

    private static String name(Machine machine) {
        return machine.node().name();
    }

    private static Draft shrink(Scene scene, Neighbour neighbour, CpuAndMemory lacking, Drafting draft) {
        CpuAndMemory then = neighbour.then();
        draft.reckons(
                        "what %s asks, less max(0, usual per GPU × stranded − free), never below q95 CPU × 1.2 and max memory × 1.15"
                                .formatted(neighbour.target()),
                        "%s ask %s instead of %s".formatted(neighbour.target(), then, neighbour.asked()))
                .part("neighbour asks", neighbour.asked().toString())
                .part("neighbour needs", neighbour.needs().toString())
                .sure(new Confidence(neighbour.days(), neighbour.coverage(), 1, 1));
        draft.guard(
                "enough-history",
                neighbour.days() >= 7 && neighbour.coverage() >= 0.9,
                String.format(
                        Locale.ROOT,
                        "%.1f days of figures of the neighbour with %.0f %% of the samples, this wants 7 and 90 %%",
                        neighbour.days(),
                        neighbour.coverage() * 100));
        draft.guard(
                "not-throttled",
                !(neighbour.throttled() > 0.05),
                neighbour.throttled() > 0.05
                        ? "the neighbour is throttled in " + Words.percent(neighbour.throttled()) + " of its periods"
                        : "the neighbour is not throttled");
        boolean enough = neighbour.frees().covers(lacking);
        draft.guard("frees-enough", enough, "it frees " + neighbour.frees() + ", short of " + lacking.atLeastNothing());
        return draft.changes(WhatIf.asking(neighbour.then(scene)))
                .doing(new Action.Requests(neighbour.target(), then.cpu(), then.memory()));
    }

    /** Nobody on the node asks for more than it uses. */
    private static Draft shape(Machine machine, CpuAndMemory usual, Drafting draft) {
        String manifest = "# machines with at least %s for each GPU\n# node: %s\n".formatted(usual, name(machine));
        return draft.reckons("usual per GPU × GPUs > what the node has", "a pool of another shape")
                .guard("neighbour-to-shrink", false, "no work on the node asks for much more than it was seen to use")
                .doing(new Action.Manifest("give the pool of node " + name(machine) + " another shape", manifest));
    }
}
