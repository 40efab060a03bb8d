package dev.kerf.observe.series;

/**
 * A container of a pod.
 *
 * @param container empty: what is told is of the pod as a whole
 */
public record Holder(String namespace, String pod, String container) {
    /** {@code team/web-0:server}. */
    @Override
    public String toString() {
        return namespace + "/" + pod + (container.isEmpty() ? "" : ":" + container);
    }
}
