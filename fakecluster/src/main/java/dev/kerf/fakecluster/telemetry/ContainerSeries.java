package dev.kerf.fakecluster.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.objects.pod.SharingKeys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Kubex' gpu-process-exporter tells of a pod on a card that it shares: what its container does there, whatever others do. */
final class ContainerSeries {
    /** Annotation of a node: which exporters tell of its GPUs, with commas between; absent: all. */
    static final String EXPORTERS = "kerf.dev/gpu-exporters";

    private static final double PERCENT = 100;

    private ContainerSeries() {}

    /** Whether the exporter runs on a node. */
    static boolean toldOn(JsonNode node) {
        String some = named(node);
        return some.isEmpty() || List.of(some.split(" *, *")).contains(Exporter.PROCESSES.path());
    }

    /** The exporters of a node's GPUs, as it names them; empty: all. */
    static String named(@Nullable JsonNode node) {
        return node == null ? "" : Trees.text(Trees.at(node, "metadata"), "annotations", EXPORTERS);
    }

    /** @param uuid the card's name */
    static void tell(Telling telling, JsonNode node, String uuid, Tenant tenant) {
        JsonNode pod = tenant.pod();
        Labels place = Labels.of("", "node", tenant.node(), "gpu_uuid", uuid, "gpu_allocation_type", "KaiScheduler")
                .with("gpu_model", CardSeries.model(node))
                .with("namespace", Trees.text(pod, "metadata", "namespace"))
                .with("pod", Trees.text(pod, "metadata", "name"), "container", container(pod));
        tell(telling, place, "kubex_gpu_container_memory_bytes", tenant.load().gpuMemory());
        Curve busy = new Curve.Grown(tenant.load().gpu().times(PERCENT), tenant.from());
        tell(telling, place, "kubex_gpu_container_sm_utilization_percent_seconds_total", busy);
    }

    private static void tell(Telling telling, Labels place, String name, Curve curve) {
        telling.tell(Exporter.PROCESSES, place.with(Labels.NAME, name), curve);
    }

    /** The one that is told its GPU. */
    private static String container(JsonNode pod) {
        String named = Trees.text(Trees.at(pod, "metadata"), "annotations", SharingKeys.CONTAINER);
        return named.isEmpty() ? Trees.text(Trees.at(pod, "spec", "containers").path(0), "name") : named;
    }
}
