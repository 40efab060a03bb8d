package dev.kerf.sim.bound;

import java.util.Map;

/**
 * What the proof of the bound says one more unit of each thing is worth, in GPUs.
 *
 * @param pods worth of one more pod of a kind, by {@link PodDemand#one()}
 * @param shapes worth of one more of each resource, by {@link NodeShape#one()}
 */
public record Prices(Map<PodDemand, Double> pods, Map<NodeShape, Resources> shapes) {

    public Prices {
        pods = Map.copyOf(pods);
        shapes = Map.copyOf(shapes);
    }

    /** Worth of one more pod of this kind; nothing for kinds that the bound does not know, such as CPU-only pods. */
    public double of(PodDemand pod) {
        return pods.getOrDefault(pod.one(), 0.0);
    }

    /** Worth of one more of each resource on such nodes. */
    public Resources of(NodeShape shape) {
        Resources resources = shapes.get(shape.one());
        if (resources == null) {
            throw new IllegalArgumentException("No prices for " + shape + ". Maybe its nodes have no GPU?");
        }
        return resources;
    }

    /** Worth of one whole GPU, one thousandth of a core and one MiB on nodes of a shape. */
    public record Resources(double gpu, double cpuMilli, double memoryMib) {}
}
