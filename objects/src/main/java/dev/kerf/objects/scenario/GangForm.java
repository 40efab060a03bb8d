package dev.kerf.objects.scenario;

import dev.kerf.objects.read.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The object of a gang in short: a PodGroup of pods, or a CompositePodGroup of parts. */
final class GangForm {
    private static final String GROUP = "scheduling.k8s.io/";
    private final WorkForm work;
    private final Moments moments;

    GangForm(WorkForm work, Moments moments) {
        this.work = work;
        this.moments = moments;
    }

    /** As a tree. */
    Map<String, Object> object() {
        boolean composite = !work.parts().isEmpty();
        Map<String, Object> gang = new LinkedHashMap<>();
        gang.put(composite ? "minGroupCount" : "minCount", least());
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("schedulingPolicy", Map.of("gang", gang));
        WorkForm whole = work.whole();
        if (whole != null) {
            spec.put("parentCompositePodGroupName", whole.name());
        }
        Field required = work.own("required");
        if (required.present()) {
            spec.put("schedulingConstraints", Map.of("topology", List.of(Map.of("key", required.text()))));
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("apiVersion", GROUP + (composite ? "v1alpha3" : "v1beta1"));
        object.put("kind", composite ? "CompositePodGroup" : "PodGroup");
        object.put("metadata", metadata());
        object.put("spec", spec);
        return object;
    }

    /** How many pods start together, or parts: all of these where nothing is said. */
    private int least() {
        Field min = work.own("min");
        int all = work.parts().isEmpty() ? work.count() : work.parts().size();
        return min.present() ? min.integer(1, 1, WorkForm.MOST_PODS) : Math.max(1, all);
    }

    private Map<String, Object> metadata() {
        Map<String, Object> annotations = new TreeMap<>();
        put(annotations, "kerf.dev/topology-preferred", work.own("preferred").text());
        put(annotations, "kerf.dev/staleness-grace", work.field("grace").text());
        Field stale = work.field("staleSince");
        put(annotations, "kai.scheduler/stale-podgroup-timestamp", stale.present() ? moments.ago(stale) : "");
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", work.name());
        metadata.put("namespace", "default");
        metadata.put("annotations", annotations);
        Field created = work.field("created");
        put(metadata, "creationTimestamp", created.present() ? moments.ago(created) : "");
        return metadata;
    }

    private static void put(Map<String, Object> map, String key, String value) {
        if (!value.isEmpty()) {
            map.put(key, value);
        }
    }
}
