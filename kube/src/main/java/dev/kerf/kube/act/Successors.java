package dev.kerf.kube.act;

import dev.kerf.objects.pod.SharingKeys;
import dev.kerf.objects.read.Field;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Pods that controllers make for those that were asked to leave a node. While too few of them stand anywhere the node takes
 * nothing, or one would come back to the room that its predecessor was to leave.
 */
final class Successors {
    private static final int MOST = 1_000_000;

    private Successors() {}

    /** Who makes the successors of these pods, each once: kind, namespace and name by these words. */
    static List<Map<String, Object>> makers(List<Live> pods) {
        Set<Map<String, Object>> makers = new LinkedHashSet<>();
        for (Live pod : pods) {
            for (Field owner : pod.root().at("metadata", "ownerReferences").items()) {
                if (owner.get("controller").flag()) {
                    Map<String, Object> maker = new LinkedHashMap<>();
                    maker.put("kind", owner.get("kind").text());
                    maker.put("namespace", pod.place().namespace());
                    maker.put("name", owner.get("name").text());
                    makers.add(maker);
                }
            }
        }
        return List.copyOf(makers);
    }

    /**
     * Whose pods do not all stand yet, and how many do; empty: all stand that there are to be.
     *
     * @throws Unanswered if the server does not say
     */
    static String missing(Looking looking, List<?> makers) {
        for (Object each : makers) {
            Map<?, ?> maker = (Map<?, ?>) each;
            String kind = String.valueOf(maker.get("kind"));
            Place place = Place.of(kind, String.valueOf(maker.get("namespace")), String.valueOf(maker.get("name")));
            @Nullable Live owner = Place.knows(kind) ? looking.at(place) : null;
            int wanted = owner == null ? 0 : wanted(owner);
            int stand = wanted == 0 || owner == null ? 0 : standing(looking, owner);
            if (stand < wanted) {
                return "%d of %d pods of %s stand somewhere".formatted(stand, wanted, place);
            }
        }
        return "";
    }

    /** Those of a workload's pods that were made since these steps were thought of. */
    static List<Live> anew(List<Live> pods, List<Step> steps) {
        Set<String> known = steps.stream().map(Step::uid).collect(Collectors.toSet());
        return pods.stream()
                .filter(Live::alive)
                .filter(pod -> !known.contains(pod.uid()))
                .toList();
    }

    /** Whose pod was made anew with another part of a GPU than was decided, and why that may be; empty: none was. */
    static String smaller(Live owner, List<Live> pods, List<Step> steps) {
        Decided decided = Decided.on(owner);
        String template = Look.template(owner)
                .at("metadata", "annotations")
                .get(SharingKeys.FRACTION)
                .text();
        String part = decided == null || decided.fraction().isEmpty() ? template : decided.fraction();
        return anew(pods, steps).stream()
                .filter(pod -> !pod.annotation(SharingKeys.FRACTION).equals(part))
                .findFirst()
                .map(pod ->
                        "%s was made anew with %s of a GPU and not with %s: nothing gives new pods what was decided (sizes.kerf.dev)"
                                .formatted(pod, pod.annotation(SharingKeys.FRACTION), part))
                .orElse("");
    }

    /**
     * Whether a workload made this pod. A Deployment's pods are made by a ReplicaSet, whose name is that of the Deployment and the
     * hash that each of the pods carries.
     *
     * @param owner by the words kind, name and uid
     */
    static boolean madeBy(Live pod, Map<String, Object> owner) {
        String hash = pod.labels().getOrDefault("pod-template-hash", "");
        boolean deployed = "Deployment".equals(owner.get("kind"));
        return pod.root().at("metadata", "ownerReferences").items().stream()
                .filter(reference -> reference.get("controller").flag())
                .anyMatch(reference -> deployed
                        ? reference.get("kind").text().equals("ReplicaSet")
                                && reference.get("name").text().equals(owner.get("name") + "-" + hash)
                        : reference.get("uid").text().equals(owner.get("uid")));
    }

    /** What it keeps running: of a Job, which ends by itself, as many as it says are there. */
    private static int wanted(Live owner) {
        return switch (owner.place().kind()) {
            case "ReplicaSet", "StatefulSet" ->
                owner.root().at("spec", "replicas").integer(1, 0, MOST);
            case "Job" -> owner.root().at("status", "active").integer(0, 0, MOST);
            default -> 0;
        };
    }

    private static int standing(Looking looking, Live owner) {
        return (int) looking.pods(owner.place().namespace(), Looking.selectorOf(owner)).stream()
                .filter(Live::alive)
                .filter(pod -> !pod.root().at("spec", "nodeName").text().isEmpty())
                .count();
    }
}
