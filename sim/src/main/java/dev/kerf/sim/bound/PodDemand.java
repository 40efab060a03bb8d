package dev.kerf.sim.bound;

import java.util.Set;

/**
 * A number of pods that ask for the same.
 *
 * @param gpus GPUs of each pod; 0 for a pod that needs none
 * @param gpuMilli thousandths taken of each of those GPUs; below 1000 only when there is one
 * @param models GPU models that will do; empty when any will
 */
public record PodDemand(long cpuMilli, long memoryMib, int gpus, int gpuMilli, Set<String> models, int count) {

    static final int WHOLE = 1000;

    public PodDemand {
        models = Set.copyOf(models);
        if (cpuMilli < 0 || memoryMib < 0 || gpus < 0 || count < 0) {
            throw new IllegalArgumentException("A pod asks for less than nothing: cpu %d, memory %d, gpus %d, count %d"
                    .formatted(cpuMilli, memoryMib, gpus, count));
        }
        if (gpus > 0 && (gpuMilli <= 0 || gpuMilli > WHOLE || (gpus > 1 && gpuMilli < WHOLE))) {
            throw new IllegalArgumentException(
                    "%d GPUs with %d milli each. Maybe one GPU with 1 to 1000, or several with 1000?"
                            .formatted(gpus, gpuMilli));
        }
    }

    /** One pod of this kind: the name of the kind in {@link Prices} and {@link Plan}. */
    public PodDemand one() {
        return times(1);
    }

    PodDemand times(int pods) {
        return new PodDemand(cpuMilli, memoryMib, gpus, gpuMilli, models, pods);
    }

    boolean needsGpu() {
        return gpus > 0;
    }

    boolean isShare() {
        return needsGpu() && gpuMilli < WHOLE;
    }

    /** GPU thousandths of one pod. */
    long milli() {
        return (long) gpus * gpuMilli;
    }

    boolean fits(NodeShape shape) {
        return cpuMilli <= shape.cpuMilli()
                && memoryMib <= shape.memoryMib()
                && gpus <= shape.gpus()
                && (models.isEmpty() || models.contains(shape.model()));
    }

    /** Whether two such pods never meet on one node, although the GPUs of several nodes together would seem to hold more. */
    boolean aloneOn(NodeShape shape) {
        return gpus < shape.gpus() && 2 * gpus > shape.gpus();
    }
}
