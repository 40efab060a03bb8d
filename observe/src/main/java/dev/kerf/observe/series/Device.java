package dev.kerf.observe.series;

import dev.kerf.core.use.Gpu;
import dev.kerf.observe.prometheus.Labels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads of which GPU a series is: dcgm-exporter calls its name UUID, Kubex gpu_uuid, HAMi device_uuid. */
final class Device {
    private static final List<String> NODES = List.of("Hostname", "hostname", "node", "instance");
    private static final List<String> NAMES = List.of("UUID", "uuid", "gpu_uuid", "device_uuid");
    private static final String INSTANCE = "/";

    private Device() {}

    /** A MIG instance is {@code GPU-…/7} by the number its driver gives it. Null: the series is of no GPU. */
    static @Nullable Gpu of(Labels labels) {
        String name = labels.first(NAMES);
        if (name.isEmpty()) {
            return null;
        }
        String instance = labels.get("GPU_I_ID");
        return new Gpu(
                labels.first(NODES).replaceFirst(":[0-9]+$", ""),
                index(labels.get("gpu")),
                instance.isEmpty() ? name : name + INSTANCE + instance,
                labels.get("modelName"));
    }

    static boolean isInstance(String name) {
        return name.contains(INSTANCE);
    }

    private static int index(String text) {
        return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : -1;
    }
}
