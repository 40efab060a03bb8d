package dev.kerf.server.same;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A case as a server can be given it: what the reader may leave out and a server insists on is filled in, namespaces and
 * priority classes are there. Times that the server does not stamp itself are moved to the moment it is given them.
 */
final class Served {
    private static final List<String> TIMES = List.of("startTime");
    private static final Comparator<Map<String, Object>> AS_GIVEN = Comparator.<Map<String, Object>>comparingInt(
                    o -> Kinds.ORDER.indexOf(Tree.text(o, "kind")))
            .thenComparing(Served::created)
            .thenComparing(o -> Tree.text(Tree.at(o, "metadata"), "namespace"))
            .thenComparing(o -> Tree.text(Tree.at(o, "metadata"), "name"));
    private final Map<String, Map<String, Object>> more = new TreeMap<>();
    private final Duration later;

    private Served(Duration later) {
        this.later = later;
    }

    /** The case at another moment. */
    static Case of(Case given, Instant now) {
        Duration later = given.asOf().equals(Instant.EPOCH) ? Duration.ZERO : Duration.between(given.asOf(), now);
        return new Case(
                given.name(), given.asOf().plus(later), given.conduct(), new Served(later).objects(given.objects()));
    }

    /** When it was made, as the case has it; what says nothing of it is the oldest. */
    static Instant created(Map<String, Object> object) {
        String text = Tree.text(Tree.at(object, "metadata"), "creationTimestamp");
        return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
    }

    private List<Map<String, Object>> objects(List<Map<String, Object>> given) {
        List<Map<String, Object>> all = new ArrayList<>();
        given.forEach(each -> all.add(served(Tree.copy(each))));
        Set<String> there = new TreeSet<>();
        all.forEach(o -> there.add(Tree.text(o, "kind") + "/" + Tree.text(Tree.at(o, "metadata"), "name")));
        more.forEach((name, object) -> {
            if (!there.contains(name)) {
                all.add(object);
            }
        });
        all.sort(AS_GIVEN);
        return all;
    }

    private Map<String, Object> served(Map<String, Object> object) {
        String kind = Tree.text(object, "kind");
        Map<String, Object> metadata = Tree.at(object, "metadata");
        object.putIfAbsent("apiVersion", Kinds.ORDER.contains(kind) ? Kinds.version(kind) : "v1");
        move(metadata, "deletionTimestamp");
        new ArrayList<>(Tree.at(metadata, "annotations").keySet())
                .forEach(key -> move(Tree.at(metadata, "annotations"), key));
        if (object.containsKey("status")) {
            TIMES.forEach(key -> move(Tree.at(object, "status"), key));
        }
        if (Kinds.ORDER.contains(kind) && !Kinds.ofCluster(kind)) {
            metadata.putIfAbsent("namespace", "default");
            String namespace = Tree.text(metadata, "namespace");
            more.put("Namespace/" + namespace, object("v1", "Namespace", namespace, Map.of()));
        }
        switch (kind) {
            case "Pod" -> pod(object);
            case "CompositePodGroup", "PodGroup" -> group(kind, Tree.at(object, "spec"));
            case "PersistentVolume" -> volume(Tree.at(object, "spec"));
            case "PersistentVolumeClaim" -> claim(Tree.at(object, "spec"));
            case "Queue" -> queue(Tree.at(object, "spec"));
            case "StorageClass" -> object.putIfAbsent("provisioner", "kerf.dev/none");
            default -> {}
        }
        return object;
    }

    /** A text that is a moment is moved; any other stays. */
    private void move(Map<String, Object> map, String key) {
        String text = Tree.text(map, key);
        if (text.matches("\\d{4}-\\d\\d-\\d\\dT.*Z")) {
            map.put(key, Instant.parse(text).plus(later).toString());
        }
    }

    private static Map<String, Object> object(String version, String kind, String name, Map<String, Object> fields) {
        Map<String, Object> object = new HashMap<>(fields);
        object.put("apiVersion", version);
        object.put("kind", kind);
        Tree.at(object, "metadata").put("name", name);
        return object;
    }

    private void pod(Map<String, Object> pod) {
        Map<String, Object> spec = Tree.at(pod, "spec");
        if (!spec.containsKey("schedulerName") || spec.get("schedulerName").equals("default-scheduler")) {
            spec.put("schedulerName", "kerf");
        }
        for (String containers : List.of("containers", "initContainers")) {
            if (spec.containsKey(containers) || containers.equals("containers")) {
                Tree.list(spec, containers).forEach(c -> c.putIfAbsent("image", "none"));
            }
        }
        if (spec.containsKey("overhead") && !spec.containsKey("runtimeClassName")) {
            String name = "overhead-" + Tree.text(Tree.at(pod, "metadata"), "name");
            Map<String, Object> overhead = Map.of("podFixed", Tree.at(spec, "overhead"));
            more.put(
                    "RuntimeClass/" + name,
                    object("node.k8s.io/v1", "RuntimeClass", name, Map.of("handler", "none", "overhead", overhead)));
            spec.put("runtimeClassName", name);
        }
        Object priority = spec.remove("priority");
        if (priority != null && !spec.containsKey("priorityClassName")) {
            String name = "priority-" + priority;
            more.put(
                    "PriorityClass/" + name,
                    object(
                            "scheduling.k8s.io/v1",
                            "PriorityClass",
                            name,
                            Map.of("value", Long.valueOf("" + priority))));
            spec.put("priorityClassName", name);
        }
    }

    /** A group that is part of another, or made of others, says from what template it was made; whether that is there is not asked. */
    private static void group(String kind, Map<String, Object> spec) {
        if (kind.equals("CompositePodGroup") || spec.containsKey("parentCompositePodGroupName")) {
            spec.putIfAbsent("workloadRef", Map.of("workloadName", "none", "templateName", "none"));
        }
    }

    /** What stands as text in the short form is a number in the object. */
    private static void queue(Map<String, Object> spec) {
        Map.of("resources", "weight", "gpuModels", "rate").forEach((each, number) -> {
            Map<String, Object> amounts = Tree.at(spec, each);
            amounts.keySet().forEach(name -> Tree.at(amounts, name)
                    .computeIfPresent(number, (key, text) -> Double.valueOf(text.toString())));
        });
    }

    private static void volume(Map<String, Object> spec) {
        spec.putIfAbsent("accessModes", List.of("ReadWriteOnce"));
        Tree.at(spec, "capacity").putIfAbsent("storage", "1Gi");
        spec.putIfAbsent("hostPath", Map.of("path", "/tmp"));
    }

    private static void claim(Map<String, Object> spec) {
        spec.putIfAbsent("accessModes", List.of("ReadWriteOnce"));
        Tree.at(spec, "resources", "requests").putIfAbsent("storage", "1Gi");
    }
}
