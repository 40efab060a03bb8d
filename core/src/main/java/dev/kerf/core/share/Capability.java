package dev.kerf.core.share;

/** What a node must be able to do for a way of sharing, and the label that says so. */
public enum Capability {
    /** Its GPUs can be cut by MIG, and pods can ask for instances of several sizes. */
    MIG("MIG with strategy mixed", "nvidia.com/mig.capable=true and nvidia.com/mig.strategy=mixed"),
    /** Instances are made when pods ask for them. */
    DYNAMIC_MIG("MIG instances made on demand", "kerf.dev/can-dynamic-mig=true"),
    /** The device plugin can run MPS. */
    MPS("MPS", "nvidia.com/mps.capable=true"),
    /** MPS namespaces, static partitions, memory limits of the driver. */
    DRIVER_615("a driver of release 615", "nvidia.com/cuda.driver-version.major"),
    /** The driver's memory limit can be set for a container: cgroup v2 with dmem or misc. */
    MEMORY_LIMITS("memory limits of the driver", "kerf.dev/can-limit-gpu-memory=true"),
    /** Something on the node gives each container its MPS namespace. */
    NAMESPACES("MPS namespaces for containers", "kerf.dev/can-mps-namespaces=true"),
    /** Its GPUs are given out by DRA, not by a device plugin. */
    DRA("GPUs given out by DRA", "kerf.dev/can-dra=true"),
    /** DRA claims with MPS. */
    DRA_MPS("MPS for DRA claims", "kerf.dev/can-dra-mps=true"),
    /** HAMi-core is put into containers. */
    HAMI("HAMi", "kerf.dev/can-hami=true");

    private final String words;
    private final String label;

    Capability(String words, String label) {
        this.words = words;
        this.label = label;
    }

    /** As people are told. */
    public String words() {
        return words;
    }

    /** Where it is read from. */
    public String label() {
        return label;
    }
}
