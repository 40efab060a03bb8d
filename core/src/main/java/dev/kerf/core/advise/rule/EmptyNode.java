package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Benefit;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Drafting;
import dev.kerf.core.advise.Kind;
import dev.kerf.core.advise.Observation;
import dev.kerf.core.advise.Proving;
import dev.kerf.core.advise.Rule;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Target;
import dev.kerf.core.advise.WhatIf;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.overview.Machine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * R15: nodes whose tasks all have a place elsewhere, device by device. Those that hold least come first, and each is planned
 * with the ones before it empty already, so that two do not count on each other's room.
 */
final class EmptyNode implements Rule {
    private static final double MOST_HELD = 0.5;
    private static final int MOST_NODES = 64;

    @Override
    public List<Draft> drafts(Scene scene) {
        Proving proving = new Proving(scene);
        List<Draft> drafts = new ArrayList<>();
        WhatIf before = WhatIf.NONE;
        int failed = 0;
        for (Machine machine : candidates(scene)) {
            WhatIf own = WhatIf.emptying(machine.node().name(), ids(scene, machine));
            Benefit together = proving.of(before.and(own));
            if (together.placed() && together.empty().contains(machine.node().name())) {
                drafts.add(draft(scene, machine, own));
                before = before.and(own);
            } else {
                failed++;
            }
            if (failed == 3) {
                break;
            }
        }
        return drafts;
    }

    /** Nodes with GPUs of which some are held, but not many. */
    private static List<Machine> candidates(Scene scene) {
        return scene.machines().stream()
                .filter(m -> m.gpusHeld() > 0
                        && m.gpusHeld() <= MOST_HELD * m.cards().size())
                .filter(m -> !m.node().cordoned())
                .sorted(Comparator.comparingDouble(Machine::gpusHeld)
                        .thenComparing(m -> m.node().name()))
                .limit(MOST_NODES)
                .toList();
    }

    private static Set<TaskId> ids(Scene scene, Machine machine) {
        return Emptying.standing(scene, machine).stream()
                .map(p -> p.task().id())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Draft draft(Scene scene, Machine machine, WhatIf change) {
        String node = machine.node().name();
        List<Placement> standing = Emptying.standing(scene, machine);
        Drafting draft = Drafting.of(Kind.R15, new Target.OfNode(node))
                .over(Duration.ZERO)
                .claims(CpuOnGpuNode.claims(node, standing))
                .sees(Observation.fact(
                        "GPUs held on node " + node,
                        machine.gpusHeld(),
                        MOST_HELD * machine.cards().size(),
                        "GPUs"))
                .reckons(
                        "every task of the node has a place elsewhere, device by device, in the planner's plan",
                        "node " + node + " given back")
                .part("GPUs", Integer.toString(machine.cards().size()))
                .part("tasks that move", Integer.toString(standing.size()))
                .part("lost by moving", Emptying.lost(scene, standing).toString())
                .risks(0.3, "its tasks start anew elsewhere once");
        Emptying.guards(scene, standing, machine.cards().size(), draft);
        waiting(scene, machine, draft);
        List<TaskId> order = standing.stream()
                .sorted(Comparator.comparing((Placement p) -> p.task().priority())
                        .thenComparing(p -> p.task().id()))
                .map(p -> p.task().id())
                .toList();
        return draft.changes(change).doing(new Action.Drain(node, order));
    }

    /** Work that waits for GPUs has more use for a node than nobody. */
    private static void waiting(Scene scene, Machine machine, Drafting draft) {
        String first = scene.cluster().pending().stream()
                .filter(t -> t.need().gpu().devices() > 0
                        && t.need().gpu().devices() <= machine.cards().size())
                .map(t -> t.id().toString())
                .findFirst()
                .orElse("");
        draft.guard(
                "nobody-waits",
                first.isEmpty(),
                first.isEmpty() ? "no work waits for GPUs" : first + " waits for GPUs, and the node has as many");
    }
}
