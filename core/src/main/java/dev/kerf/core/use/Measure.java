package dev.kerf.core.use;

/** What is measured of a container, with the buckets it is kept in. */
public enum Measure {
    /** Processor time in cores; to 0.01 and 5 %, as the Vertical Pod Autoscaler keeps it. */
    CPU(Buckets.upTo(1000, 0.01, 0.05)),
    /** Working set in bytes; to 10 MB and 5 %, likewise. */
    MEMORY(Buckets.upTo(1e12, 1e7, 0.05)),
    /** Compute of one GPU, 0 to 1; to 0.001 and 2 %, since a part of a GPU is asked for in thousandths. */
    GPU_ACTIVITY(Buckets.upTo(1, 0.001, 0.02)),
    /** Memory of one GPU in bytes; to 10 MB and 2 %. */
    GPU_MEMORY(Buckets.upTo(1e12, 1e7, 0.02));

    @SuppressWarnings("ImmutableEnumChecker") // it does not change
    private final Buckets buckets;

    Measure(Buckets buckets) {
        this.buckets = buckets;
    }

    public Buckets buckets() {
        return buckets;
    }
}
