package dev.kerf.kube.schedule;

/**
 * What another scheduler did since the shadow began, beside what Kerf would have done with the same pods.
 *
 * @param sameNode   pods that both placed, on one node
 * @param otherNode  pods that both placed, on different nodes
 * @param onlyOther  pods that the other scheduler placed and Kerf would not have, as it had placed those before
 * @param onlyKerf   pods that wait for the other scheduler and would stand somewhere with Kerf
 * @param waiting    pods that neither placed
 * @param gpus       of all nodes
 * @param other      how the cluster stands
 * @param kerf       how it would stand
 */
public record ShadowReport(
        long sameNode,
        long otherNode,
        long onlyOther,
        long onlyKerf,
        long waiting,
        long gpus,
        Standing other,
        Standing kerf) {
    /**
     * How a cluster stands.
     *
     * @param gpusInUse  held by a pod, wholly or in part
     * @param emptyNodes nodes with GPUs of which none is held
     * @param gpusOnEmptyNodes free GPUs that jobs of whole nodes can have
     */
    public record Standing(long gpusInUse, long emptyNodes, long gpusOnEmptyNodes) {}
}
