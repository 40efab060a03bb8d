package dev.kerf.kube.act;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Target;
import dev.kerf.core.model.TaskId;
import dev.kerf.objects.read.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an action is about, and what is around it, as the server has it now.
 *
 * @param anchor    the object that carries what is intended: the workload, or the node that is emptied
 * @param pods      those that are concerned
 * @param near      all pods of the nodes on which these stand
 * @param nodes     those nodes
 * @param namespace of the workload; null: the action is about a node
 * @param budgets   disruption budgets of the pods' namespaces
 * @param quotas    of the namespace
 * @param ranges    limit ranges of the namespace
 * @param scalers   whoever else sizes work in the namespace: HPAs, VPAs, ScaledObjects
 */
record Look(
        Live anchor,
        List<Live> pods,
        List<Live> near,
        List<Live> nodes,
        @Nullable Live namespace,
        List<Live> budgets,
        List<Live> quotas,
        List<Live> ranges,
        List<Live> scalers) {

    private static final Map<String, String> SCALERS = Map.of(
            "HorizontalPodAutoscaler", "/apis/autoscaling/v2/namespaces/%s/horizontalpodautoscalers",
            "VerticalPodAutoscaler", "/apis/autoscaling.k8s.io/v1/namespaces/%s/verticalpodautoscalers",
            "ScaledObject", "/apis/keda.sh/v1alpha1/namespaces/%s/scaledobjects");

    /** Where the template of the workload's pods is; of a pod the pod itself. */
    Field template() {
        return template(anchor);
    }

    static Field template(Live owner) {
        return switch (owner.place().kind()) {
            case "Pod" -> owner.root();
            case "CronJob" -> owner.root().at("spec", "jobTemplate", "spec", "template");
            default -> owner.root().at("spec", "template");
        };
    }

    /** The workload that an action changes; null: it changes none. */
    static Target.@Nullable OfWorkload workload(Action action) {
        return switch (action) {
            case Action.Scale a -> a.of();
            case Action.ScaleToZero a -> a.of();
            case Action.Fraction a -> a.of();
            case Action.Gpus a -> a.of();
            case Action.Extended a -> a.of();
            case Action.Requests a -> a.of();
            case Action.Arguments a -> a.of();
            case Action.Selector a -> a.of();
            case Action.Drain a -> null;
            case Action.Move a -> null;
            case Action.Manifest a -> null;
        };
    }

    /**
     * A look at what an action is about; null: it is not there.
     *
     * @throws Unanswered if the server does not say
     */
    static @Nullable Look at(Looking server, Action action) {
        Target.OfWorkload workload = workload(action);
        if (workload != null) {
            return workload(server, workload);
        }
        return switch (action) {
            case Action.Drain drain -> tasks(server, drain.node(), drain.tasks());
            case Action.Move move -> move(server, move);
            default -> null;
        };
    }

    private static @Nullable Look move(Looking server, Action.Move move) {
        for (TaskId task : move.tasks()) {
            Live pod = server.at(Place.pod(task.namespace(), task.name()));
            String node = pod == null ? "" : pod.root().at("spec", "nodeName").text();
            if (!node.isEmpty()) {
                return tasks(server, node, move.tasks());
            }
        }
        return null;
    }

    private static @Nullable Look workload(Looking server, Target.OfWorkload target) {
        Place place = Place.of(target);
        Live anchor = Place.knows(place.kind()) ? server.at(place) : null;
        if (anchor == null) {
            return null;
        }
        String namespace = target.namespace();
        List<Live> pods = podsOf(server, anchor);
        List<Live> scalers = new ArrayList<>();
        SCALERS.forEach((kind, path) -> scalers.addAll(server.all(kind, path.formatted(namespace))));
        return around(server, anchor, pods, List.of(namespace), scalers, server.at(Place.namespace(namespace)));
    }

    static List<Live> podsOf(Looking server, Live owner) {
        if (owner.place().kind().equals("Pod")) {
            return List.of(owner);
        }
        if (owner.place().kind().equals("CronJob") || owner.place().kind().equals("Node")) {
            return List.of();
        }
        Map<String, String> labels = Looking.selectorOf(owner);
        return labels.isEmpty() ? List.of() : server.pods(owner.place().namespace(), labels);
    }

    private static @Nullable Look tasks(Looking server, String node, List<TaskId> tasks) {
        Live anchor = server.at(Place.node(node));
        if (anchor == null) {
            return null;
        }
        List<Live> pods = tasks.stream()
                .map(task -> server.at(Place.pod(task.namespace(), task.name())))
                .filter(Objects::nonNull)
                .toList();
        List<String> namespaces =
                pods.stream().map(pod -> pod.place().namespace()).distinct().toList();
        return around(server, anchor, pods, namespaces, List.of(), null);
    }

    private static Look around(
            Looking server,
            Live anchor,
            List<Live> pods,
            List<String> namespaces,
            List<Live> scalers,
            @Nullable Live namespace) {
        List<String> nodes = pods.stream()
                .map(pod -> pod.root().at("spec", "nodeName").text())
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        return new Look(
                anchor,
                pods,
                nodes.stream().flatMap(name -> server.podsOn(name).stream()).toList(),
                nodes.stream()
                        .map(name -> server.at(Place.node(name)))
                        .filter(Objects::nonNull)
                        .toList(),
                namespace,
                in(server, namespaces, "PodDisruptionBudget", "/apis/policy/v1/namespaces/%s/poddisruptionbudgets"),
                namespace == null
                        ? List.of()
                        : in(server, namespaces, "ResourceQuota", "/api/v1/namespaces/%s/resourcequotas"),
                namespace == null
                        ? List.of()
                        : in(server, namespaces, "LimitRange", "/api/v1/namespaces/%s/limitranges"),
                scalers);
    }

    private static List<Live> in(Looking server, List<String> namespaces, String kind, String path) {
        return namespaces.stream()
                .flatMap(namespace -> server.all(kind, path.formatted(namespace)).stream())
                .toList();
    }
}
