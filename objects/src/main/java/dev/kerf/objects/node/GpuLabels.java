package dev.kerf.objects.node;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Gpus;
import dev.kerf.objects.quantity.QuantityException;
import dev.kerf.objects.read.Field;

/**
 * The GPUs of a node as NVIDIA's GPU feature discovery tells them. The number comes from {@code allocatable}, so that
 * unhealthy devices do not count. On a node whose GPUs are shared by time-slicing or MPS each replica counts as a GPU of
 * its own, with its part of the memory, and the model's name ends in {@code -SHARED}.
 */
final class GpuLabels {
    static final String MEMORY = "nvidia.com/gpu.memory";
    static final String PRODUCT = "nvidia.com/gpu.product";
    /** Memory of each GPU that the driver keeps for itself; an annotation, or a label. */
    static final String RESERVED = "kerf.dev/gpu-reserved-memory";

    private static final String REPLICAS = "nvidia.com/gpu.replicas";
    private static final String SHARING = "nvidia.com/gpu.sharing-strategy";
    private static final String SHARED = "-SHARED";
    private static final int MOST_MIB = 1 << 26;
    /** The engine keeps a node's devices in one word. */
    private static final int MOST_DEVICES = 64;

    private final Field metadata;
    private final Field labels;

    GpuLabels(Field metadata) {
        this.metadata = metadata;
        this.labels = metadata.get("labels");
    }

    Gpus gpus(Field allocatable, long count) {
        if (count == 0) {
            return Gpus.NONE;
        }
        if (count > MOST_DEVICES) {
            allocatable.wrong(count + " GPUs on one node are more than Kerf handles; the first 64 are used");
        }
        int replicas = replicas();
        String product = labels.get(PRODUCT).text();
        String model = replicas == 1 || product.endsWith(SHARED) ? product : product + SHARED;
        return new Gpus(model, new Bytes(usable() / replicas), (int) Math.min(count, MOST_DEVICES));
    }

    /** Into how many each card is cut by time-slicing or MPS; 1: not at all. */
    int replicas() {
        return labels.get(SHARING).text().equals("none")
                ? 1
                : labels.get(REPLICAS).integer(1, 1, 1000);
    }

    private long usable() {
        long memory = Bytes.ofMib(labels.get(MEMORY).integer(0, 0, MOST_MIB)).count();
        Field annotation = metadata.get("annotations").get(RESERVED);
        Field field = annotation.present() ? annotation : labels.get(RESERVED);
        try {
            long reserved = field.quantity().bytes().count();
            if (memory == 0 || reserved < memory) {
                return Math.max(0, memory - reserved);
            }
            field.wrong("is not below the " + new Bytes(memory) + " that the GPU has; it is passed over");
        } catch (QuantityException impossible) {
            field.wrong(impossible.problem());
        }
        return memory;
    }
}
