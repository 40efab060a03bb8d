package dev.kerf.core.use;

/** How a device's figures came to be those of one container, and how much that is worth. */
public enum Attribution {
    /** It has the device to itself. */
    WHOLE_DEVICE(1, "having the device to itself"),
    /** The figures are told of the pod that keeps the device for those who share it, and nobody else is known to. */
    ONLY_HOLDER(0.95, "being the only one on a device that is kept for sharing"),
    /** The figures are of its MIG instance. */
    MIG_INSTANCE(0.95, "its MIG instance"),
    /** The figures are of its processes. */
    PER_PROCESS(0.9, "its processes"),
    /** The figures are of its processes, as Kubex' gpu-process-exporter knows them from the driver. */
    KUBEX(0.9, "its processes, told by Kubex' gpu-process-exporter"),
    /** The figures are the container's, as HAMi keeps them to hold it to its limits. */
    HAMI(0.9, "HAMi's books of the container"),
    /** The exporter gave each holder of the device the device's own figures. */
    COPIED(0.6, "a copy to each holder of the device"),
    /** The device's figures, divided evenly among its holders. */
    EVEN_SPLIT(0.4, "an even split among the holders of the device");

    private final double worth;
    private final String words;

    Attribution(double worth, String words) {
        this.worth = worth;
        this.words = words;
    }

    /** 0 to 1. */
    public double worth() {
        return worth;
    }

    /** Whether the figures are its own; else they are the device's, and what it does of them is not known. */
    public boolean own() {
        return this != COPIED && this != EVEN_SPLIT;
    }

    /** As people are told. */
    public String words() {
        return words;
    }
}
