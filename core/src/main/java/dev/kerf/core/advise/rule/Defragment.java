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
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.overview.Machine;
import dev.kerf.core.plan.Conduct;
import dev.kerf.core.plan.Decision;
import dev.kerf.core.plan.Plan;
import dev.kerf.core.plan.Planner;
import dev.kerf.core.plan.Policy;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Count;
import dev.kerf.core.snapshot.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** R16: work that waits though enough GPU is free, since it is free in the wrong places: who has to move for it. */
final class Defragment implements Rule {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Override
    public List<Draft> drafts(Scene scene) {
        if (scene.cluster().pending().isEmpty()) {
            return List.of();
        }
        Policy moving = Policy.of(scene.policy(), Conduct.USUAL);
        Plan plan = Planner.plan(Snapshot.of(scene.cluster()), moving, scene.seed());
        Map<String, List<Decision.Evict>> byOwner = new TreeMap<>();
        plan.evictions()
                .filter(e -> e.reason().code() == Code.MOVED && e.by() != null)
                .forEach(e -> byOwner.computeIfAbsent(String.valueOf(e.by()), k -> new ArrayList<>())
                        .add(e));
        List<Draft> drafts = new ArrayList<>();
        byOwner.forEach((party, moves) -> drafts.add(draft(scene, plan, party, moves)));
        return drafts;
    }

    private static Draft draft(Scene scene, Plan plan, String party, List<Decision.Evict> moves) {
        List<Task> served = served(scene, plan, party);
        List<TaskId> moved = moves.stream().map(Decision.Evict::task).toList();
        double free =
                scene.machines().stream().mapToDouble(m -> m.idle().free()).sum();
        double needed =
                served.stream().mapToDouble(t -> t.need().gpu().devices()).sum();
        Task first = served.getFirst();
        Target target = new Target.OfWorkload(first.id().namespace(), first.workload());
        Drafting draft = Drafting.of(Kind.R16, target)
                .over(Duration.ZERO)
                .claims(claims(scene, first, moved))
                .sees(Observation.fact("free GPUs of the fleet", free, needed, "GPUs"))
                .sees(Observation.fact("GPUs free on the emptiest node", most(scene), Double.NaN, "GPUs"))
                .reckons(
                        "the fewest moves that let it in, each with a place elsewhere in the planner's plan",
                        "move %s so that %s can start"
                                .formatted(Count.of(moved.size(), "task"), Count.of(served.size(), "other")))
                .part("needs", Count.of((long) needed, "GPU"))
                .part("moves", moved.toString())
                .risks(0.3, "those that move start anew elsewhere once");
        patience(scene, served, draft);
        Emptying.guards(scene, placements(scene, moved), (int) needed, draft);
        return draft.changes(new WhatIf(Set.of(), Map.of(), Set.copyOf(moved), Set.of(), Map.of()))
                .doing(new Action.Move(moved));
    }

    private static double most(Scene scene) {
        return scene.machines().stream()
                .mapToDouble((Machine m) -> m.idle().free())
                .max()
                .orElse(0);
    }

    /** Who is promised room by the moves: the tasks of the party. */
    private static List<Task> served(Scene scene, Plan plan, String party) {
        Map<TaskId, Task> pending = new HashMap<>();
        scene.cluster().pending().forEach(t -> pending.put(t.id(), t));
        List<Task> served = new ArrayList<>();
        plan.nominations().forEach(n -> {
            Task task = pending.get(n.task());
            boolean own = String.valueOf(n.gang()).equals(party)
                    || party.endsWith("/" + n.task().name());
            if (task != null && own) {
                served.add(task);
            }
        });
        if (served.isEmpty()) {
            plan.nominations()
                    .map(n -> pending.get(n.task()))
                    .filter(java.util.Objects::nonNull)
                    .forEach(served::add);
        }
        return served;
    }

    private static void patience(Scene scene, List<Task> served, Drafting draft) {
        Duration waits = served.stream()
                .map(t -> Duration.between(t.created(), scene.now()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        draft.guard(
                "waits-long-enough",
                waits.compareTo(PATIENCE) >= 0,
                "it waits for %d min, moving others wants %d".formatted(waits.toMinutes(), PATIENCE.toMinutes()));
    }

    private static List<Placement> placements(Scene scene, List<TaskId> moved) {
        Set<TaskId> ids = Set.copyOf(moved);
        return scene.cluster().placed().stream()
                .filter(p -> ids.contains(p.task().id()))
                .toList();
    }

    private static Set<String> claims(Scene scene, Task first, List<TaskId> moved) {
        Set<String> claims = new LinkedHashSet<>();
        claims.add("waiting:" + first.id().namespace() + "/" + first.workload());
        placements(scene, moved)
                .forEach(p -> claims.add(
                        "workload:" + p.task().id().namespace() + "/" + p.task().workload()));
        return claims;
    }
}
