package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Drafting;
import dev.kerf.core.advise.Kind;
import dev.kerf.core.advise.Observation;
import dev.kerf.core.advise.Rule;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Target;
import dev.kerf.core.advise.WhatIf;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.overview.Machine;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** R14: a node with GPUs that is kept alive by work that uses none of them. */
final class CpuOnGpuNode implements Rule {
    private static final Duration SETTLED = Duration.ofHours(24);

    @Override
    public List<Draft> drafts(Scene scene) {
        return scene.machines().stream()
                .filter(m -> !m.cards().isEmpty() && m.gpusHeld() == 0)
                .filter(m -> cpuOnly(Emptying.standing(scene, m)))
                .map(m -> draft(scene, m))
                .toList();
    }

    private static boolean cpuOnly(List<Placement> standing) {
        return !standing.isEmpty()
                && standing.stream()
                        .allMatch(p -> p.task().need().gpu() instanceof GpuNeed.None
                                && p.task().need().extended().keySet().stream()
                                        .noneMatch(k -> k.startsWith("nvidia.com/")));
    }

    private static Draft draft(Scene scene, Machine machine) {
        String node = machine.node().name();
        List<Placement> standing = Emptying.standing(scene, machine);
        Set<TaskId> ids = standing.stream().map(p -> p.task().id()).collect(Collectors.toCollection(TreeSet::new));
        Drafting draft = Drafting.of(Kind.R14, new Target.OfNode(node))
                .over(SETTLED)
                .claims(claims(node, standing))
                .sees(Observation.fact("GPU pods on node " + node, 0, 0, "pods"))
                .sees(Observation.fact("other pods on node " + node, ids.size(), 0, "pods"))
                .reckons(
                        "the node goes when its " + ids.size() + " pods stand elsewhere",
                        "node " + node + " given back")
                .part("GPUs", Integer.toString(machine.cards().size()))
                .part("pods without GPU", Integer.toString(ids.size()))
                .risks(0.2, "those pods start anew elsewhere once");
        Emptying.guards(scene, standing, machine.cards().size(), draft);
        settled(scene, standing, draft);
        volumes(standing, draft);
        return draft.changes(WhatIf.emptying(node, ids)).doing(new Action.Drain(node, List.copyOf(ids)));
    }

    static Set<String> claims(String node, List<Placement> standing) {
        Set<String> claims = new LinkedHashSet<>(Set.of("node:" + node));
        standing.forEach(p -> claims.add(
                "workload:" + p.task().id().namespace() + "/" + p.task().workload()));
        return claims;
    }

    /** Work that has just come may be followed by GPU work. */
    private static void settled(Scene scene, List<Placement> standing, Drafting draft) {
        Duration young = standing.stream()
                .map(p -> Duration.between(p.since(), scene.now()))
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
        draft.guard(
                "settled",
                young.compareTo(SETTLED) >= 0,
                "the youngest of its pods stands there for %d h, this wants %d"
                        .formatted(young.toHours(), SETTLED.toHours()));
    }

    private static void volumes(List<Placement> standing, Drafting draft) {
        String bound = standing.stream()
                .filter(p -> !p.task().constraints().volumes().isEmpty())
                .map(p -> p.task().id().toString())
                .findFirst()
                .orElse("");
        draft.guard(
                "volumes-reachable",
                bound.isEmpty(),
                bound.isEmpty()
                        ? "none of its pods mounts a volume of some places only"
                        : bound + " mounts a volume that is not everywhere");
    }
}
