package dev.kerf.core.overview;

/**
 * The GPU of nodes that nobody holds, and how much of it is lost, in GPUs. <em>Closed</em>: on nodes that are
 * cordoned, or that no GPU task of this cluster may use whatever is free (taints, labels, size). <em>Stranded</em>: beyond what even those tasks could use that
 * ask for the least CPU, memory or pod slots per GPU, before that runs out on the node. <em>Fragmented</em>: what the next task,
 * drawn from the GPU tasks that may stand on the node, is expected not to be able to use, stranded GPUs included: the
 * measure of Weng et al., "Beware of Fragmentation", USENIX ATC 2023, §3.
 *
 * @param free       held by nobody
 * @param closed     part of it
 * @param stranded   part of what is not closed
 * @param fragmented part of what is not closed
 */
public record Idle(double free, double closed, double stranded, double fragmented) {
    public static final Idle NONE = new Idle(0, 0, 0, 0);

    Idle plus(Idle other) {
        return new Idle(
                free + other.free, closed + other.closed, stranded + other.stranded, fragmented + other.fragmented);
    }
}
