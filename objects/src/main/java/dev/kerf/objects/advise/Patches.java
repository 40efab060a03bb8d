package dev.kerf.objects.advise;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Target;
import dev.kerf.core.model.Share;
import dev.kerf.objects.pod.SharingKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an action patches; nothing where it is no patch (moves, manifests) or the kind's template is not known. */
public final class Patches {
    private static final String GPU = "nvidia.com/gpu";
    private static final String SPEC = "spec";

    private Patches() {}

    /** The patches of an action. */
    public static List<Patch> of(Action action) {
        return switch (action) {
            case Action.Scale scale -> scale(scale);
            case Action.Fraction fraction -> fraction(fraction);
            case Action.Gpus gpus -> template(gpus.of(), Map.of(), limits(gpus.of(), Map.of(GPU, gpus.count())));
            case Action.Extended extended -> extended(extended);
            case Action.Requests requests -> requests(requests);
            case Action.Selector selector ->
                template(selector.of(), Map.of(), Map.of("nodeSelector", new LinkedHashMap<>(selector.labels())));
            case Action.Drain drain ->
                List.of(new Patch("v1", "Node", "", drain.node(), Map.of(SPEC, Map.of("unschedulable", true))));
            case Action.ScaleToZero zero -> scaledObject(zero.of());
            case Action.Arguments a -> List.of();
            case Action.Move m -> List.of();
            case Action.Manifest m -> List.of();
        };
    }

    private static List<Patch> scale(Action.Scale scale) {
        boolean none = scale.replicas() == 0;
        return switch (kind(scale.of())) {
            case "Job", "CronJob" -> object(scale.of(), "batch/v1", Map.of(SPEC, Map.of("suspend", none)));
            case "Notebook" ->
                object(
                        scale.of(),
                        "kubeflow.org/v1",
                        Map.of(
                                "metadata",
                                Map.of("annotations", Map.of("kubeflow-resource-stopped", Boolean.toString(none)))));
            case "Deployment", "StatefulSet", "ReplicaSet" ->
                object(scale.of(), "apps/v1", Map.of(SPEC, Map.of("replicas", scale.replicas())));
            default -> List.of();
        };
    }

    private static List<Patch> fraction(Action.Fraction fraction) {
        boolean whole = fraction.thousandths() == Share.WHOLE;
        Map<String, Object> annotations = nothing(SharingKeys.FRACTION);
        annotations.put(SharingKeys.FRACTION, whole ? null : Share.text((long) fraction.thousandths()));
        Map<String, Object> gpus = nothing(GPU);
        gpus.put(GPU, whole ? 1 : null);
        return template(fraction.of(), annotations, limits(fraction.of(), gpus));
    }

    private static Map<String, Object> nothing(String key) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key, null);
        return map;
    }

    private static List<Patch> extended(Action.Extended extended) {
        Map<String, Object> amounts = nothing(extended.former());
        amounts.put(extended.resource(), extended.count());
        return template(extended.of(), Map.of(), limits(extended.of(), amounts));
    }

    private static List<Patch> requests(Action.Requests requests) {
        Map<String, Object> amounts = new LinkedHashMap<>();
        if (requests.cpu() != null) {
            amounts.put("cpu", requests.cpu().milli() + "m");
        }
        if (requests.memory() != null) {
            amounts.put("memory", Long.toString(requests.memory().count()));
        }
        return template(requests.of(), Map.of(), container(requests.of(), both(amounts)));
    }

    /** Extended resources are asked by limits, which the requests follow. */
    private static Map<String, Object> limits(Target.OfWorkload of, Map<String, Object> amounts) {
        return container(of, both(amounts));
    }

    private static Map<String, Object> both(Map<String, Object> amounts) {
        Map<String, Object> resources = new LinkedHashMap<>();
        resources.put("requests", new LinkedHashMap<>(amounts));
        resources.put("limits", new LinkedHashMap<>(amounts));
        return resources;
    }

    private static Map<String, Object> container(Target.OfWorkload of, Map<String, Object> resources) {
        return Map.of("containers", List.of(inOrder("name", of.container(), "resources", resources)));
    }

    private static List<Patch> template(
            Target.OfWorkload of, Map<String, Object> annotations, Map<String, Object> spec) {
        Template template = Template.of(kind(of));
        if (template == null || template.fixed()) {
            return List.of();
        }
        Map<String, Object> pod = new LinkedHashMap<>();
        if (!annotations.isEmpty()) {
            pod.put("metadata", Map.of("annotations", annotations));
        }
        pod.put(SPEC, spec);
        Map<String, Object> tree = pod;
        List<String> path = new ArrayList<>(template.path());
        for (String step : path.reversed()) {
            tree = new LinkedHashMap<>(Map.of(step, tree));
        }
        return object(of, template.apiVersion(), tree);
    }

    /** KEDA's object that lets a workload scale to nothing. */
    private static List<Patch> scaledObject(Target.OfWorkload of) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("scaleTargetRef", inOrder("kind", kind(of), "name", name(of)));
        spec.put("minReplicaCount", 0);
        return List.of(new Patch("keda.sh/v1alpha1", "ScaledObject", of.namespace(), name(of), Map.of(SPEC, spec)));
    }

    /** A map that is written as it stands here; {@link Map#of} has another order in each process. */
    private static Map<String, Object> inOrder(String first, Object one, String second, Object other) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(first, one);
        map.put(second, other);
        return map;
    }

    private static List<Patch> object(Target.OfWorkload of, String apiVersion, Map<String, Object> body) {
        return List.of(new Patch(apiVersion, kind(of), of.namespace(), name(of), body));
    }

    private static String kind(Target.OfWorkload of) {
        return of.workload().substring(0, Math.max(0, of.workload().indexOf('/')));
    }

    private static String name(Target.OfWorkload of) {
        return of.workload().substring(of.workload().indexOf('/') + 1);
    }
}
