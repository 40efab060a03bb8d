package dev.kerf.server.same;

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
 * priority classes are there. A server stamps its own times: so everything is a second older than all pods, and these come
 * in name order, on a server as in the dump.
 */
final class Served {
    private static final List<String> ORDER = List.of(
            "Namespace", "PriorityClass", "StorageClass", "PersistentVolume", "PersistentVolumeClaim", "Node", "Pod");
    private static final Set<String> CLUSTER_SCOPED =
            Set.of("Namespace", "PriorityClass", "RuntimeClass", "StorageClass", "PersistentVolume", "Node");
    private static final String FIRST = "2026-01-01T00:00:00Z";
    private static final String LATER = "2026-01-01T00:00:01Z";
    private final Map<String, Map<String, Object>> more = new TreeMap<>();

    private Served() {}

    static Case of(Case given) {
        return new Case(given.name(), new Served().objects(given.objects()));
    }

    private List<Map<String, Object>> objects(List<Map<String, Object>> given) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Map<String, Object> each : given) {
            if (isKnown(each)) {
                all.add(served(Tree.copy(each)));
            }
        }
        Set<String> there = new TreeSet<>();
        all.forEach(o -> there.add(Tree.text(o, "kind") + "/" + Tree.text(Tree.at(o, "metadata"), "name")));
        more.forEach((name, object) -> {
            if (!there.contains(name)) {
                all.add(object);
            }
        });
        all.sort(Comparator.<Map<String, Object>>comparingInt(o -> ORDER.indexOf(Tree.text(o, "kind")))
                .thenComparing(o -> Tree.text(Tree.at(o, "metadata"), "namespace"))
                .thenComparing(o -> Tree.text(Tree.at(o, "metadata"), "name")));
        return all;
    }

    /** Kinds of operators are not served where there are none. */
    private static boolean isKnown(Map<String, Object> object) {
        String kind = Tree.text(object, "kind");
        return ORDER.contains(kind)
                && (!kind.endsWith("PodGroup")
                        || Tree.text(object, "apiVersion").startsWith("scheduling.k8s.io/"));
    }

    private Map<String, Object> served(Map<String, Object> object) {
        Map<String, Object> metadata = Tree.at(object, "metadata");
        metadata.put("creationTimestamp", Tree.text(object, "kind").equals("Pod") ? LATER : FIRST);
        object.putIfAbsent("apiVersion", "v1");
        if (!CLUSTER_SCOPED.contains(Tree.text(object, "kind"))) {
            metadata.putIfAbsent("namespace", "default");
            String namespace = Tree.text(metadata, "namespace");
            more.put("Namespace/" + namespace, object("v1", "Namespace", namespace, Map.of()));
        }
        switch (Tree.text(object, "kind")) {
            case "Pod" -> pod(object);
            case "PersistentVolume" -> volume(Tree.at(object, "spec"));
            case "PersistentVolumeClaim" -> claim(Tree.at(object, "spec"));
            case "StorageClass" -> object.putIfAbsent("provisioner", "kerf.dev/none");
            default -> {}
        }
        return object;
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
