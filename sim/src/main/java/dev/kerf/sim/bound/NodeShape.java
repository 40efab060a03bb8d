package dev.kerf.sim.bound;

/** A number of equal nodes. */
public record NodeShape(String model, long cpuMilli, long memoryMib, int gpus, int count) {

    public NodeShape {
        if (cpuMilli < 0 || memoryMib < 0 || gpus < 0 || count < 0) {
            throw new IllegalArgumentException("A node has less than nothing: cpu %d, memory %d, gpus %d, count %d"
                    .formatted(cpuMilli, memoryMib, gpus, count));
        }
    }

    /** One node of this shape: the name of the shape in {@link Prices} and {@link Plan}. */
    public NodeShape one() {
        return times(1);
    }

    NodeShape times(int nodes) {
        return new NodeShape(model, cpuMilli, memoryMib, gpus, nodes);
    }

    long totalCpuMilli() {
        return cpuMilli * count;
    }

    long totalMemoryMib() {
        return memoryMib * count;
    }

    long totalGpus() {
        return (long) gpus * count;
    }
}
