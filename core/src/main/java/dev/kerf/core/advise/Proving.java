package dev.kerf.core.advise;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Share;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.overview.Card;
import dev.kerf.core.plan.Decision;
import dev.kerf.core.plan.Plan;
import dev.kerf.core.plan.Planner;
import dev.kerf.core.plan.Policy;
import dev.kerf.core.plan.Rounds;
import dev.kerf.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a change would save by planning the changed cluster as the scheduler would: what it unsettles has to find a
 * place, nobody may be asked to leave for it, and what waits may take what has come free.
 */
public final class Proving {
    private final Scene scene;
    private final Set<TaskId> running;
    private final Standpoint before;
    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<TaskId, List<String>> places = new HashMap<>();
    private final Map<String, List<Placement>> standing = new HashMap<>();
    private final Policy policy;
    private @Nullable Plan unchanged;

    public Proving(Scene scene) {
        this.scene = scene;
        // Who moves for whom is advice of its own.
        this.policy = Policy.of(scene.policy(), scene.policy().conduct().still());
        this.running = Standpoint.ids(scene.cluster().placed());
        this.before = Standpoint.of(scene.cluster(), running);
        scene.cluster().nodes().forEach(n -> nodes.put(n.name(), n));
        for (Placement placement : scene.cluster().placed()) {
            places.computeIfAbsent(placement.task().id(), k -> new ArrayList<>(1))
                    .add(placement.node());
            standing.computeIfAbsent(placement.node(), k -> new ArrayList<>()).add(placement);
        }
    }

    /** GPUs of which anything is held now. */
    public int held() {
        return before.gpus();
    }

    /** What a change saves. */
    public Benefit of(WhatIf change) {
        return of(change, 0);
    }

    /**
     * What a change saves.
     *
     * @param partly GPUs, in the mean, that are needed for part of the time only
     */
    public Benefit of(WhatIf change, double partly) {
        if (!fit(change.parts())) {
            return new Savings(scene.book(), nodes).none();
        }
        if (scene.cluster().pending().isEmpty() && change.isOnlyGoing()) {
            return going(change, partly);
        }
        Cluster start = changed(change);
        boolean plans = !start.pending().isEmpty();
        Plan plan = !plans ? NOTHING : change.isNothing() ? unchanged() : planned(start);
        Set<TaskId> bound = new HashSet<>();
        plan.binds().map(Decision.Bind::task).forEach(bound::add);
        List<Task> unsettled = change.unsettled(scene.cluster());
        boolean placed = unsettled.stream().allMatch(t -> bound.contains(t.id()))
                && evicted(plan).allMatch(evicted(unchanged()).toList()::contains);
        if (!placed) {
            return new Savings(scene.book(), nodes).none();
        }
        Cluster end = plans ? Rounds.after(start, plan) : start;
        return benefit(Standpoint.of(end, running), served(plan, unsettled), partly);
    }

    /** Whether the cards have the room for parts that change where they are, all of them together. */
    private boolean fit(Map<TaskId, Integer> parts) {
        if (parts.isEmpty()) {
            return true;
        }
        return scene.machines().stream()
                .flatMap(machine -> machine.cards().stream())
                .noneMatch(card -> card.free() < more(card, parts));
    }

    private static long more(Card card, Map<TaskId, Integer> parts) {
        return card.holders().stream()
                .mapToLong(holder -> parts.getOrDefault(holder.task(), holder.thousandths()) - holder.thousandths())
                .sum();
    }

    /** Nothing waits and nothing is unsettled, so nothing is planned: only nodes that somebody leaves differ. */
    private Benefit going(WhatIf change, double partly) {
        Set<String> left = new HashSet<>();
        change.gone().forEach(id -> left.addAll(places.getOrDefault(id, List.of())));
        List<Placement> staying = new ArrayList<>();
        left.forEach(node -> standing.getOrDefault(node, List.of()).stream()
                .filter(p -> !change.gone().contains(p.task().id()))
                .forEach(staying::add));
        Cluster there = scene.cluster()
                .withTasks(List.of(), staying)
                .withNodes(left.stream()
                        .sorted()
                        .map(nodes::get)
                        .filter(Objects::nonNull)
                        .toList());
        Standpoint after = Standpoint.of(there, running);
        Map<String, Integer> freed = new HashMap<>();
        after.held().forEach((node, count) -> {
            int less = before.held().getOrDefault(node, 0) - count;
            if (less != 0) {
                freed.put(node, less);
            }
        });
        List<String> empty = left.stream()
                .filter(n -> before.occupied().contains(n) && !after.occupied().contains(n))
                .sorted()
                .toList();
        return new Savings(scene.book(), nodes).of(freed, empty, Map.of(), partly);
    }

    /** The cluster as it would stand after a change. */
    Cluster end(WhatIf change) {
        Cluster start = changed(change);
        Plan plan = start.pending().isEmpty() ? NOTHING : planned(start);
        return Rounds.after(start, plan).withNodes(scene.cluster().nodes());
    }

    private static final Plan NOTHING = new Plan(List.of(), List.of());

    /** The cluster before anybody has found a place anew. */
    private Cluster changed(WhatIf change) {
        List<Task> pending = new ArrayList<>(scene.cluster().pending());
        pending.addAll(change.unsettled(scene.cluster()));
        return scene.cluster()
                .withTasks(pending, change.settled(scene.cluster()))
                .withNodes(change.nodes(scene.cluster()));
    }

    private Benefit benefit(Standpoint after, Map<TaskId, Long> taken, double partly) {
        Map<String, Integer> freed = new HashMap<>();
        before.held().forEach((node, count) -> {
            int less = count - after.held().getOrDefault(node, 0);
            if (less != 0) {
                freed.put(node, less);
            }
        });
        return new Savings(scene.book(), nodes).of(freed, before.emptied(after), taken, partly);
    }

    /** Tasks that wait and have a place in the plan, but would have none without the change; with their thousandths. */
    private Map<TaskId, Long> served(Plan plan, List<Task> unsettled) {
        Set<TaskId> others = new TreeSet<>();
        unsettled.forEach(t -> others.add(t.id()));
        Set<TaskId> anyway = scene.cluster().pending().isEmpty() ? Set.of() : anyway();
        Map<TaskId, Long> taken = new HashMap<>();
        plan.binds()
                .filter(b -> !others.contains(b.task()) && !anyway.contains(b.task()))
                .forEach(b -> taken.put(
                        b.task(),
                        b.slices().stream()
                                .mapToLong(s -> s.share().thousandths())
                                .sum()));
        return taken;
    }

    private Set<TaskId> anyway() {
        return unchanged().binds().map(Decision.Bind::task).collect(Collectors.toSet());
    }

    private static Stream<TaskId> evicted(Plan plan) {
        return plan.evictions().map(Decision.Evict::task);
    }

    private Plan planned(Cluster cluster) {
        return Planner.plan(Snapshot.of(cluster), policy, scene.seed());
    }

    /** What the scheduler would do now, whatever is advised. */
    private Plan unchanged() {
        if (unchanged == null) {
            unchanged = scene.cluster().pending().isEmpty() ? NOTHING : planned(scene.cluster());
        }
        return unchanged;
    }

    static double gpus(long thousandths) {
        return thousandths / (double) Share.WHOLE;
    }
}
