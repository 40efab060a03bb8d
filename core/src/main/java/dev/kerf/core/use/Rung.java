package dev.kerf.core.use;

/** What a GPU's activity can be read from, the most telling first. */
public enum Rung {
    /** The part of the multiprocessors that had work, over time: the breadth of the load. */
    SM_ACTIVE("DCGM_FI_PROF_SM_ACTIVE", 1),
    /** The part of the time in which the engine was busy, however little of it. */
    GR_ENGINE_ACTIVE("DCGM_FI_PROF_GR_ENGINE_ACTIVE", 1),
    /** The percentage of the time in which any kernel ran: 100 with one multiprocessor busy. */
    GPU_UTIL("DCGM_FI_DEV_GPU_UTIL", 100);

    private final String series;
    private final double whole;

    Rung(String series, double whole) {
        this.series = series;
        this.whole = whole;
    }

    /** The name dcgm-exporter gives it. */
    public String series() {
        return series;
    }

    /** What the series says of a GPU that is busy throughout. */
    public double whole() {
        return whole;
    }
}
