package dev.kerf.objects.scenario;

import dev.kerf.objects.read.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Pods in short. With a count they are numbered from 1, {@code NAME-1} and so on; with a minimum they are a gang, and PodGroup
 * {@code NAME} says so; with parts, each of which is such a line, the CompositePodGroup {@code NAME} does, and what a part does
 * not say of itself it takes from the whole. {@code memory} is GPU memory in MiB. {@code on} lists the nodes they run on
 * already, one after the other and again from the first.
 */
final class WorkForm {
    static final int MOST_PODS = 1_000_000;
    static final Set<String> FIELDS = Set.of(
            "name",
            "queue",
            "user",
            "priority",
            "preemptible",
            "gpus",
            "fraction",
            "memory",
            "cpu",
            "count",
            "min",
            "parts",
            "required",
            "preferred",
            "on",
            "labels",
            "created",
            "since",
            "leaving",
            "checkpoint",
            "patience",
            "nominated",
            "staleSince",
            "grace");
    private static final String GPU = "nvidia.com/gpu";
    private final Field form;
    private final @Nullable WorkForm whole;
    private final Moments moments;
    private final String name;
    private final List<WorkForm> parts;

    WorkForm(Field form, Moments moments) {
        this(form, null, moments);
    }

    private WorkForm(Field form, @Nullable WorkForm whole, Moments moments) {
        this.form = form;
        this.whole = whole;
        this.moments = moments;
        String own = form.get("name").text();
        if (own.isEmpty()) {
            form.get("name").wrong("is missing; every line of work needs one");
        }
        this.name = whole == null ? own : whole.name + "-" + own;
        this.parts = form.get("parts").items().stream()
                .map(part -> new WorkForm(part, this, moments))
                .toList();
        if (!isGang()
                && (form.get("required").present() || form.get("preferred").present())) {
            form.wrong("must say min, since only the pods of a gang stand close together");
        }
    }

    /** {@code WORK}, of a part {@code WORK-PART}. */
    String name() {
        return name;
    }

    Field form() {
        return form;
    }

    /** What it is part of; null: of nothing. */
    @Nullable
    WorkForm whole() {
        return whole;
    }

    List<WorkForm> parts() {
        return parts;
    }

    /** A field of its own. */
    Field own(String key) {
        return form.get(key);
    }

    /** A field of its own, or else of what it is part of. */
    Field field(String key) {
        Field found = form.get(key);
        return found.present() || whole == null ? found : whole.field(key);
    }

    private boolean isGang() {
        return whole != null || form.get("min").present() || !parts.isEmpty();
    }

    int count() {
        return form.get("count").integer(1, 0, MOST_PODS);
    }

    /** The objects of the gang, as trees: none where the pods go alone. */
    List<Map<String, Object>> gangs() {
        List<Map<String, Object>> all = new ArrayList<>();
        if (isGang()) {
            all.add(new GangForm(this, moments).object());
        }
        parts.forEach(part -> all.addAll(part.gangs()));
        return all;
    }

    /** The Pod objects of its own, as trees; those of its parts are theirs. */
    List<Map<String, Object>> pods() {
        if (!parts.isEmpty()) {
            return List.of();
        }
        if (!form.get("count").present()) {
            return List.of(pod(name, 0));
        }
        List<Map<String, Object>> pods = new ArrayList<>();
        for (int i = 1; i <= count(); i++) {
            pods.add(pod(name + "-" + i, i - 1));
        }
        return pods;
    }

    private Map<String, Object> pod(String podName, int index) {
        List<String> on = form.get("on").list();
        Map<String, Object> spec = spec();
        Map<String, Object> status = new LinkedHashMap<>();
        if (!on.isEmpty()) {
            spec.put("nodeName", on.get(index % on.size()));
            status.put("phase", "Running");
            put(status, "startTime", ago("since"));
        }
        put(status, "nominatedNodeName", form.get("nominated").text());
        Map<String, Object> pod = new LinkedHashMap<>();
        pod.put("apiVersion", "v1");
        pod.put("kind", "Pod");
        pod.put("metadata", metadata(podName));
        pod.put("spec", spec);
        if (!status.isEmpty()) {
            pod.put("status", status);
        }
        return pod;
    }

    private Map<String, Object> metadata(String podName) {
        Map<String, Object> labels = new TreeMap<>(field("labels").texts());
        put(labels, "kerf.dev/queue", field("queue").text());
        put(labels, "kerf.dev/preemptible", field("preemptible").text());
        put(labels, "kerf.dev/user", field("user").text());
        Map<String, Object> annotations = new TreeMap<>();
        put(annotations, "gpu-fraction", field("fraction").text());
        put(annotations, "gpu-memory", field("memory").text());
        put(annotations, "kerf.dev/last-checkpoint", ago("checkpoint"));
        put(annotations, "kerf.dev/preemption-delay", field("patience").text());
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", podName);
        metadata.put("namespace", "default");
        metadata.put("labels", labels);
        metadata.put("annotations", annotations);
        put(metadata, "creationTimestamp", ago("created"));
        Field leaving = field("leaving");
        put(metadata, "deletionTimestamp", leaving.present() ? moments.ahead(leaving) : "");
        return metadata;
    }

    private String ago(String key) {
        Field field = field(key);
        return field.present() ? moments.ago(field) : "";
    }

    private Map<String, Object> spec() {
        Map<String, Object> limits = new LinkedHashMap<>();
        put(limits, GPU, field("gpus").text());
        Map<String, Object> requests = new LinkedHashMap<>();
        put(requests, "cpu", field("cpu").text());
        Map<String, Object> container = new LinkedHashMap<>();
        container.put("name", "main");
        container.put("resources", Map.of("limits", limits, "requests", requests));
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("schedulerName", "kerf");
        spec.put("containers", List.of(container));
        put(spec, "priority", field("priority").text());
        if (isGang()) {
            spec.put("schedulingGroup", new LinkedHashMap<>(Map.of("podGroupName", name)));
        }
        return spec;
    }

    private static void put(Map<String, Object> map, String key, String value) {
        if (!value.isEmpty()) {
            map.put(key, value);
        }
    }
}
