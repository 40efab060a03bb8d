package dev.kerf.core.use;

import java.util.Comparator;

/**
 * Who holds what: a container of a pod, and the GPU of which a series tells.
 *
 * @param namespace where the pod lives
 * @param workload  the owner a person knows, {@code Deployment/web}
 * @param pod       its name
 * @param container its name
 * @param device    the GPU or MIG instance by the name its node gives it; empty: the series is of no GPU
 */
public record Seat(String namespace, String workload, String pod, String container, String device)
        implements Comparable<Seat> {
    private static final Comparator<Seat> ORDER = Comparator.comparing(Seat::namespace)
            .thenComparing(Seat::workload)
            .thenComparing(Seat::pod)
            .thenComparing(Seat::container)
            .thenComparing(Seat::device);

    /** The container whichever pod it runs in. */
    public Container of() {
        return new Container(namespace, workload, container);
    }

    @Override
    public int compareTo(Seat other) {
        return ORDER.compare(this, other);
    }

    /** {@code team/web-0:server GPU-7}. */
    @Override
    public String toString() {
        return namespace + "/" + pod + ":" + container + (device.isEmpty() ? "" : " " + device);
    }
}
