package dev.kerf.core.use;

/** What is measured of who holds a GPU, of a GPU itself, or of a node. One unit each, whatever the exporter's. */
public enum Signal {
    /** Compute of one GPU that is busy, 0 to 1; by which rung of the ladder, the series says. */
    ACTIVITY("activity", 1),
    /** Memory of one GPU in use, in bytes. */
    GPU_MEMORY("GPU memory", 1e12),
    /** Electric power of one GPU, in watts. */
    POWER("power", 1e4),
    /** The part of the time the GPU's memory was read or written, 0 to 1. */
    DRAM("DRAM activity", 1),
    /** The part of the time tensor cores worked, 0 to 1. */
    TENSOR("tensor activity", 1),
    /** The part of the time the 64-bit pipe worked, 0 to 1. */
    FP64("FP64 activity", 1),
    /** Traffic between GPUs, in bytes a second. */
    NVLINK("NVLink traffic", 1e13),
    /** The part of the time the GPU's clock was held down for power, 0 to 1. */
    POWER_CAPPED("time capped for power", 1),
    /** The part of the time the GPU's clock was held down for heat, 0 to 1. */
    HEAT_CAPPED("time capped for heat", 1),
    /** The number of the GPU's last error; 0: none. */
    XID("XID", 1e6),
    /** Whether a row of the GPU's memory could not be remapped, 1: so it is. */
    REMAP_FAILED("row remap failure", 1),
    /** Memory errors of the GPU that could not be corrected, since its driver was loaded. */
    MEMORY_ERRORS("uncorrectable memory errors", 1e9),
    /** The same in all its life. */
    MEMORY_ERRORS_EVER("uncorrectable memory errors ever", 1e9),
    /** Processor time in cores. */
    CPU("CPU", 1e5),
    /** The part of its periods in which the container was throttled, 0 to 1. */
    THROTTLED("CPU throttled", 1),
    /** Working set in bytes. */
    MEMORY("memory", 1e14),
    /** Network traffic received and sent, in bytes a second. */
    NETWORK("network traffic", 1e13),
    /** Requests a second that an inference engine answered. */
    REQUESTS("requests", 1e9),
    /** Requests that an inference engine works on at once. */
    RUNNING("requests running", 1e9),
    /** Requests that wait in an inference engine. */
    WAITING("requests waiting", 1e9),
    /** The part of an inference engine's key-value cache in use, 0 to 1. */
    KV_CACHE("KV cache", 1),
    /** Requests a second that an inference engine put back for want of cache. */
    PREEMPTIONS("preemptions", 1e9),
    /** The time to answer that 99 of 100 requests stay below, in seconds. */
    LATENCY("p99 latency", 1e6),
    /** Whole GPUs of a node that no pod asks for. */
    FREE_GPUS("free GPUs", 1e4),
    /** Cores of a node that no pod asks for. */
    FREE_CPU("free CPU", 1e6),
    /** Bytes of a node's memory that no pod asks for. */
    FREE_MEMORY("free memory", 1e15);

    private final String words;
    private final double most;

    Signal(String words, double most) {
        this.words = words;
        this.most = most;
    }

    /** As people are told. */
    public String words() {
        return words;
    }

    /** No believable value is above it. */
    public double most() {
        return most;
    }
}
