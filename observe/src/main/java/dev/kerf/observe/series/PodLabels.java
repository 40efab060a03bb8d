package dev.kerf.observe.series;

import dev.kerf.observe.prometheus.Labels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which labels name the pod that a series is of. Where Prometheus puts its target's own labels first, what an exporter says
 * is called {@code exported_…}, and the plain labels are of the exporter's own pod.
 *
 * @param exported whether it is so
 */
record PodLabels(boolean exported) {
    private static final List<String> EXPORTERS = List.of("dcgm-exporter", "gpu-metrics-exporter");
    private static final List<String> NAMESPACES = List.of("namespace", "pod_namespace");
    private static final List<String> PODS = List.of("pod", "pod_name");
    private static final List<String> CONTAINERS = List.of("container", "container_name");

    /** Null: it is of no pod. */
    @Nullable
    Holder holder(Labels labels) {
        Holder holder = exported
                ? new Holder(
                        labels.get("exported_namespace"), labels.get("exported_pod"), labels.get("exported_container"))
                : new Holder(labels.first(NAMESPACES), labels.first(PODS), labels.first(CONTAINERS));
        boolean none = holder.pod().isEmpty() || EXPORTERS.stream().anyMatch(holder.pod()::contains);
        return none ? null : holder;
    }

    /** The labels, as a query groups by them. */
    List<String> names() {
        String before = exported ? "exported_" : "";
        return List.of(before + "namespace", before + "pod", before + "container");
    }

    /** A selector of series of real containers. */
    String containers() {
        String name = names().getLast();
        return name + "!=\"\", " + name + "!=\"POD\"";
    }
}
