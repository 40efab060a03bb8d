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
import dev.kerf.core.price.Money;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * R13: GPUs that nobody can use since the node has no CPU or memory left for work with GPUs. The neighbour that asks for
 * most beyond what it uses asks for less; where none does, the pool has the wrong shape. How long they have been stranded is
 * told by kube-state-metrics; where it is not, only this moment counts.
 */
final class StrandedGpus implements Rule {
    private static final double LEAST = 0.5;
    private static final double HOURS = 24;
    private static final double FULL = 7;
    /** In so much of the day GPUs have to be stranded: a node that fills and empties strands some for a while. */
    private static final double MOST_OF_THE_DAY = 0.5;
    /** A moment says little about a day. */
    private static final double OF_A_MOMENT = 0.5;

    /** A node with GPUs that are stranded now; without a strand nobody tells how it was before. */
    private record Case(
            Machine machine,
            CpuAndMemory usual,
            double stranded,
            @Nullable Strand strand) {
        double hours() {
            return strand == null ? stranded * HOURS : strand.hours();
        }
    }

    @Override
    public List<Draft> drafts(Scene scene) {
        List<Draft> drafts = new ArrayList<>();
        CpuAndMemory usual = CpuAndMemory.usual(scene.cluster());
        if (usual != null) {
            Map<String, Map<Signal, Seen>> free = scene.history().nodes(Strand.WINDOW);
            for (Machine machine : scene.machines()) {
                Strand strand = Strand.of(free.getOrDefault(name(machine), Map.of()), usual, scene.now());
                double stranded = stranded(machine, usual, strand);
                if (stranded >= LEAST) {
                    drafts.add(draft(scene, new Case(machine, usual, stranded, strand)));
                }
            }
        }
        return drafts;
    }

    /** GPUs stranded now: for the leanest work there is; where they were for most of the day, for the usual work too. */
    private static double stranded(Machine machine, CpuAndMemory usual, @Nullable Strand strand) {
        double now = machine.idle().stranded();
        boolean lasting = strand != null
                && strand.share() >= MOST_OF_THE_DAY
                && machine.idle().closed() == 0;
        return lasting ? Math.max(now, Strand.stranded(machine.idle().free(), CpuAndMemory.free(machine), usual)) : now;
    }

    private static Draft draft(Scene scene, Case of) {
        CpuAndMemory lacking = of.usual().times(of.stranded()).minus(CpuAndMemory.free(of.machine()));
        Neighbour neighbour = Neighbour.roomiest(scene, of.machine(), lacking);
        Drafting draft = Drafting.of(Kind.R13, target(of.machine(), neighbour))
                .over(Neighbour.WINDOW)
                .claims(claims(of.machine(), neighbour))
                .frees(of.hours())
                .risks(0.2, "the neighbour, where it needs more than it was seen to use");
        now(of, lacking, draft);
        day(scene, of, draft);
        return neighbour == null ? shape(of, draft) : shrink(scene, of, neighbour, lacking, draft);
    }

    /** What is free at this moment. */
    private static void now(Case of, CpuAndMemory lacking, Drafting draft) {
        String node = name(of.machine());
        CpuAndMemory free = CpuAndMemory.free(of.machine());
        draft.sees(Observation.fact(
                        "free GPUs of node " + node, of.machine().idle().free(), 0, "GPUs"))
                .sees(Observation.fact(
                        "free CPU of node " + node, free.cores(), of.usual().cores() * of.stranded(), "cores"))
                .sees(Observation.fact(
                        "free memory of node " + node, free.bytes(), of.usual().bytes() * of.stranded(), "bytes"))
                .part("stranded", String.format(Locale.ROOT, "%.1f GPUs", of.stranded()))
                .part("usual beside a GPU", of.usual().toString())
                .part("free on the node", free.toString())
                .part("short of", lacking.atLeastNothing().toString());
    }

    /** How it was over the day. */
    private static void day(Scene scene, Case of, Drafting draft) {
        @Nullable Strand strand = of.strand();
        if (strand == null) {
            draft.part("over the day", "not told by kube-state-metrics: this moment stands for all of it");
            return;
        }
        @Nullable Money cost = Prices.of(scene, of.machine().node(), strand.hours());
        String hours = String.format(
                Locale.ROOT, "%.1f GPU-hours stranded%s", strand.hours(), cost == null ? "" : ", " + cost);
        draft.sees(new Observation(
                        "stranded GPUs of node %s: kube_node_status_allocatable less kube_pod_container_resource_requests"
                                .formatted(name(of.machine())),
                        strand.gpus().mean(),
                        0,
                        strand.gpus().coverage(),
                        "GPUs",
                        strand.gpus()))
                .part("over the day", hours)
                .guard(
                        "stranded-for-most-of-the-day",
                        strand.share() >= MOST_OF_THE_DAY,
                        "GPUs were stranded in %s of the last %d h, this wants %s"
                                .formatted(
                                        Words.percent(strand.share()),
                                        Strand.WINDOW.toHours(),
                                        Words.percent(MOST_OF_THE_DAY)));
    }

    /** As sure as what was measured of the neighbour, and of the day. */
    private static Confidence sure(Case of, double days, double coverage) {
        @Nullable Strand strand = of.strand();
        return strand == null
                ? new Confidence(days, coverage, 1, OF_A_MOMENT)
                : new Confidence(days, Math.min(coverage, strand.gpus().coverage()), 1, 1);
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

    private static Draft shrink(Scene scene, Case of, Neighbour neighbour, CpuAndMemory lacking, Drafting draft) {
        CpuAndMemory then = neighbour.then();
        draft.reckons(
                        "what %s asks, less max(0, usual per GPU × stranded − free), never below q95 CPU × 1.2 and max memory × 1.15"
                                .formatted(neighbour.target()),
                        "%s ask %s instead of %s".formatted(neighbour.target(), then, neighbour.asked()))
                .part("neighbour asks", neighbour.asked().toString())
                .part("neighbour needs", neighbour.needs().toString())
                .sure(sure(of, neighbour.days(), neighbour.coverage()));
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
    private static Draft shape(Case of, Drafting draft) {
        String node = name(of.machine());
        String manifest = "# machines with at least %s for each GPU\n# node: %s\n".formatted(of.usual(), node);
        return draft.sure(sure(of, FULL, 1))
                .reckons("usual per GPU × GPUs > what the node has", "a pool of another shape")
                .guard("neighbour-to-shrink", false, "no work on the node asks for much more than it was seen to use")
                .doing(new Action.Manifest("give the pool of node " + node + " another shape", manifest));
    }
}
