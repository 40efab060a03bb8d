package dev.kerf.fakecluster.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kerf.fakecluster.schema.Trees;
import java.time.Instant;
import java.util.List;

/** What is told of a pod: by kube-state-metrics from its object, by its node's cAdvisor once it runs. */
final class PodSeries {
    private static final List<String> PHASES = List.of("Failed", "Pending", "Running", "Succeeded", "Unknown");
    private static final String SPEC = "spec";
    private static final String STATUS = "status";
    private final JsonNode pod;
    private final String[] names;
    private final Telling telling = new Telling();

    private PodSeries(JsonNode pod) {
        this.pod = pod;
        this.names = new String[] {
            "namespace", Trees.text(pod, "metadata", "namespace"),
            "pod", Trees.text(pod, "metadata", "name"),
            "uid", Trees.text(pod, "metadata", "uid")
        };
    }

    /** @param from when its counters began */
    static Telling of(JsonNode pod, Load load, long from) {
        PodSeries series = new PodSeries(pod);
        series.identity();
        series.phase();
        series.amounts();
        if (running(pod)) {
            series.use(load, from);
        }
        return series.telling;
    }

    static boolean running(JsonNode pod) {
        return Trees.text(pod, STATUS, "phase").equals("Running");
    }

    private Labels of(String name) {
        return Labels.of(name, names);
    }

    private void identity() {
        JsonNode owner = Trees.at(pod, "metadata", "ownerReferences").path(0);
        Labels info = of("kube_pod_info")
                .with("node", Trees.text(pod, SPEC, "nodeName"))
                .with("pod_ip", Trees.text(pod, STATUS, "podIP"), "host_ip", Trees.text(pod, STATUS, "hostIP"))
                .with("created_by_kind", Trees.text(owner, "kind"), "created_by_name", Trees.text(owner, "name"))
                .with("priority_class", Trees.text(pod, SPEC, "priorityClassName"))
                .with(
                        "host_network",
                        Boolean.toString(Trees.at(pod, SPEC, "hostNetwork").asBoolean()));
        telling.state(info, 1);
        telling.owner(of("kube_pod_owner"), pod);
        String started = Trees.text(pod, STATUS, "startTime");
        if (!started.isEmpty()) {
            telling.state(
                    of("kube_pod_start_time"), (double) Instant.parse(started).getEpochSecond());
        }
    }

    private void phase() {
        String now = Trees.text(pod, STATUS, "phase");
        for (String phase : PHASES) {
            telling.state(of("kube_pod_status_phase").with("phase", phase), phase.equals(now) ? 1 : 0);
        }
    }

    private void amounts() {
        for (JsonNode container : Trees.at(pod, SPEC, "containers")) {
            String[] where = {"container", Trees.text(container, "name"), "node", Trees.text(pod, SPEC, "nodeName")};
            for (String kind : List.of("requests", "limits")) {
                Labels labels = of("kube_pod_container_resource_" + kind).with(where);
                telling.amounts(labels, Trees.at(container, "resources", kind));
            }
        }
    }

    /** All of it in the first container. */
    private void use(Load load, long from) {
        Labels place = Labels.of("", "namespace", names[1], "pod", names[3])
                .with("container", Trees.text(Trees.at(pod, SPEC, "containers").path(0), "name"))
                .with("node", Trees.text(pod, SPEC, "nodeName"));
        telling.tell(
                Exporter.CADVISOR,
                place.with(Labels.NAME, "container_cpu_usage_seconds_total"),
                new Curve.Grown(load.cpu(), from));
        telling.tell(Exporter.CADVISOR, place.with(Labels.NAME, "container_memory_working_set_bytes"), load.memory());
    }
}
