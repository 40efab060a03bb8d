package dev.kerf.core.use;

/** How a device's figures came to be those of one container, and how much that is worth. */
public enum Attribution {
    /** It has the device to itself. */
    WHOLE_DEVICE(1),
    /** The figures are of its MIG instance. */
    MIG_INSTANCE(0.95),
    /** The figures are of its processes. */
    PER_PROCESS(0.9),
    /** The exporter gave each holder of the device the device's own figures. */
    COPIED(0.6),
    /** The device's figures, divided evenly among its holders. */
    EVEN_SPLIT(0.4);

    private final double worth;

    Attribution(double worth) {
        this.worth = worth;
    }

    /** 0 to 1. */
    public double worth() {
        return worth;
    }
}
