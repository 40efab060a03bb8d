package dev.kerf.fakecluster.telemetry;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Somebody who tells, and how Prometheus usually scrapes it. */
public enum Exporter {
    /** Its pod labels collide with those of its target, so they become {@code exported_…}. */
    DCGM("dcgm-exporter"),
    /** Kubex' exporter of what containers do on GPUs; scraped with {@code honor_labels}, as Kubex' policies want it. */
    PROCESSES("gpu-process-exporter"),
    /** Scraped with {@code honor_labels}: what it tells of pods comes before its target's own labels. */
    STATE("kube-state-metrics"),
    /** Part of each kubelet; {@code honor_labels} too. */
    CADVISOR("cadvisor");

    private static final Set<String> COLLIDING = Set.of("namespace", "pod", "container");
    private final String path;

    Exporter(String path) {
        this.path = path;
    }

    /** What it is called in addresses. */
    public String path() {
        return path;
    }

    /** The labels of its one target. */
    private Map<String, String> target() {
        return switch (this) {
            case DCGM ->
                Map.of(
                        "job",
                        path,
                        "instance",
                        "dcgm-exporter:9400",
                        "namespace",
                        "gpu-operator",
                        "pod",
                        path,
                        "container",
                        path);
            case PROCESSES -> Map.of("job", path, "instance", "gpu-process-exporter:9494");
            case STATE -> Map.of("job", path, "instance", "kube-state-metrics:8080");
            case CADVISOR -> Map.of("job", "kubelet", "instance", "kubelet:10250", "metrics_path", "/metrics/cadvisor");
        };
    }

    /** A series as Prometheus has it once it has scraped it. */
    Labels scraped(Labels told) {
        Map<String, String> all = new TreeMap<>(target());
        told.values().forEach((label, value) -> {
            boolean collides = this == DCGM && COLLIDING.contains(label);
            all.put(collides ? "exported_" + label : label, value);
        });
        return new Labels(all);
    }
}
