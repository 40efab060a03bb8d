package dev.kerf.core.use;

/** What a GPU's activity can be read from, the most telling first. */
public enum Rung {
    /** The part of the multiprocessors that had work, over time: the breadth of the load. */
    SM_ACTIVE("DCGM_FI_PROF_SM_ACTIVE", 1),
    /** The part of the time in which the engine was busy, however little of it. */
    GR_ENGINE_ACTIVE("DCGM_FI_PROF_GR_ENGINE_ACTIVE", 1),
    /**
     * The percentage of the time in which a kernel of the container ran, as the driver samples it process by process and Kubex'
     * gpu-process-exporter adds it up: of the whole GPU, and as coarse as {@link #GPU_UTIL}. The exporter counts
     * percent-seconds; this is the name that Kubex' recording rule gives their rate.
     */
    KUBEX_SM("kubex_gpu_container_sm_utilization_percent", 100),
    /** The same as HAMi's monitor samples it: called a ratio, and 0 to 100. */
    HAMI_UTIL("hami_container_device_utilization_ratio", 100),
    /** The percentage of the time in which any kernel ran: 100 with one multiprocessor busy. */
    GPU_UTIL("DCGM_FI_DEV_GPU_UTIL", 100);

    private final String series;
    private final double whole;

    Rung(String series, double whole) {
        this.series = series;
        this.whole = whole;
    }

    /** Whether it is told of containers, whoever else is on their GPU; else of a GPU. */
    public boolean ofContainers() {
        return this == KUBEX_SM || this == HAMI_UTIL;
    }

    /** The name its exporter gives it. */
    public String series() {
        return series;
    }

    /** What the series says of a GPU that is busy throughout. */
    public double whole() {
        return whole;
    }
}
