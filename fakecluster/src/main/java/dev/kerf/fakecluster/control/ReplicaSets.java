package dev.kerf.fakecluster.control;

import static dev.kerf.fakecluster.schema.Trees.at;
import static dev.kerf.fakecluster.schema.Trees.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.store.Stored;
import java.util.Comparator;
import java.util.List;

/** As many pods as wanted; too many go, those first that do not run yet, then the youngest. */
final class ReplicaSets implements Controller {
    private static final String RESOURCE = "replicasets.apps";
    private static final String PODS = "pods";
    private final World world;

    ReplicaSets(World world) {
        this.world = world;
    }

    @Override
    public void reconcile(Stored set) {
        List<Stored> pods =
                world.owned(set, PODS).stream().filter(PodState::active).toList();
        int wanted = at(set.tree(), "spec", "replicas").asInt(1);
        for (int i = pods.size(); i < wanted; i++) {
            ObjectNode pod = World.fromTemplate(at(set.tree(), "spec", "template"));
            Trees.within(pod, "metadata").put("generateName", set.name() + "-");
            world.create(set, PODS, pod);
        }
        pods.stream()
                .sorted(Comparator.comparing((Stored pod) ->
                                !text(pod.tree(), "spec", "nodeName").isEmpty())
                        .thenComparing(PodState::ready)
                        .thenComparing(Stored::revision, Comparator.reverseOrder()))
                .limit(Math.max(0, pods.size() - wanted))
                .forEach(pod -> world.delete(new Ref(PODS, pod.namespace(), pod.name())));
        status(set);
    }

    private void status(Stored set) {
        List<Stored> pods =
                world.owned(set, PODS).stream().filter(PodState::active).toList();
        int ready = PodState.count(pods, PodState::ready);
        ObjectNode status = Trees.object().put("replicas", pods.size());
        status.put("fullyLabeledReplicas", pods.size())
                .put("readyReplicas", ready)
                .put("availableReplicas", ready);
        world.status(set, RESOURCE, status);
    }
}
