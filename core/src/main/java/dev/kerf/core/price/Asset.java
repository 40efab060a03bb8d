package dev.kerf.core.price;

import dev.kerf.core.model.Node;
import java.util.Map;

/**
 * What has a price: a GPU in a machine.
 *
 * @param model    as the node's labels give it; empty: unknown
 * @param instance the machine's type; empty: unknown
 * @param labels   all labels of the machine
 */
public record Asset(String model, String instance, Map<String, String> labels) {
    private static final String PRODUCT = "nvidia.com/gpu.product";
    private static final String INSTANCE = "node.kubernetes.io/instance-type";

    public Asset {
        labels = Map.copyOf(labels);
    }

    /** A node whose GPUs are all cut by MIG has no whole one to name its model; its label does. */
    public static Asset of(Node node) {
        String model = node.gpus().model();
        return new Asset(
                model.isEmpty() ? node.labels().getOrDefault(PRODUCT, "") : model,
                node.labels().getOrDefault(INSTANCE, ""),
                node.labels());
    }

    /** {@code NVIDIA-L4 in g6.xlarge}. */
    @Override
    public String toString() {
        String name = model.isEmpty() ? "a GPU of unknown model" : model;
        return instance.isEmpty() ? name : name + " in " + instance;
    }
}
