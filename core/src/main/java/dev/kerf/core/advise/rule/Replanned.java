package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Scene;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.plan.Plan;
import dev.kerf.core.plan.Planner;
import dev.kerf.core.snapshot.Snapshot;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the planner would do in a cluster that is not as the scene has it: its nodes differ, or what tasks may stand on. */
final class Replanned {
    private final Map<TaskId, String> bound = new HashMap<>();
    private final boolean undisturbed;

    private Replanned(Plan plan) {
        plan.binds().forEach(b -> bound.put(b.task(), b.node()));
        this.undisturbed = plan.evictions().findAny().isEmpty();
    }

    static Replanned of(Scene scene, Cluster cluster) {
        return new Replanned(Planner.plan(Snapshot.of(cluster), scene.policy(), scene.seed()));
    }

    /** Whether all of these have a place, and nobody is asked to leave. */
    boolean places(Collection<TaskId> tasks) {
        return undisturbed && bound.keySet().containsAll(tasks);
    }

    /** What waits in the scene and has a place here, but has none there. */
    Set<TaskId> served(Scene scene) {
        Replanned before = of(scene, scene.cluster());
        Set<TaskId> waiting = scene.cluster().pending().stream().map(Task::id).collect(Collectors.toSet());
        Set<TaskId> served = new TreeSet<>(bound.keySet());
        served.retainAll(waiting);
        served.removeAll(before.bound.keySet());
        return served;
    }
}
