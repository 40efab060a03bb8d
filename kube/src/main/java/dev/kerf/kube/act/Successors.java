package dev.kerf.kube.act;

import dev.kerf.objects.read.Field;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pods that controllers make for those that were asked to leave a node. While too few of them stand anywhere the node takes
 * nothing, or one would come back to the room that its predecessor was to leave.
 */
final class Successors {
    private static final int MOST = 1_000_000;
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

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

    /** Those of these pods that stand nowhere yet. */
    static List<Live> waiting(List<Live> pods) {
        return pods.stream()
                .filter(Successors::alive)
                .filter(pod -> pod.root().at("spec", "nodeName").text().isEmpty())
                .toList();
    }

    private static boolean alive(Live pod) {
        return !pod.root().at("metadata", "deletionTimestamp").present()
                && !ENDED.contains(pod.root().at("status", "phase").text());
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
                .filter(Successors::alive)
                .filter(pod -> !pod.root().at("spec", "nodeName").text().isEmpty())
                .count();
    }
}
