package dev.kerf.core.share;

import java.util.List;

/**
 * The ways to share a GPU, by the numbers and with the properties of device-sharing documents (isolation, hazards, cost of change): NVIDIA's
 * device plugin, DRA driver, MPS and MIG documents, releases up to 615, read August 2026.
 */
public enum Strategy {
    S0("a card each", Wall.HARDWARE, Load.ANY, 0, "nothing changes"),
    S1("time-slicing", Wall.NONE, Load.PATIENT, 1, "a label and a restart of the device plugin"),
    S2("MPS of the device plugin", Wall.PROCESS, Load.STEADY, 3, "the node has to be free of clients", Capability.MPS),
    S3("MPS for a claim", Wall.PROCESS, Load.STEADY, 3, "a daemon for each claim", Capability.DRA_MPS),
    S4("MPS namespaces", Wall.PROCESS, Load.STEADY, 2, "no restart", Capability.DRIVER_615, Capability.NAMESPACES),
    S5(
            "static MPS partitions",
            Wall.PROCESS,
            Load.STEADY,
            4,
            "refused while a card has clients",
            Capability.DRIVER_615,
            Capability.MPS,
            Capability.NAMESPACES),
    S6(
            "memory limits of the driver",
            Wall.CONTAINER,
            Load.PATIENT,
            1,
            "at the next start of each container",
            Capability.DRIVER_615,
            Capability.MEMORY_LIMITS),
    S7(
            "memory limits with MPS namespaces",
            Wall.CONTAINER,
            Load.STEADY,
            2,
            "at the next start of each container",
            Capability.DRIVER_615,
            Capability.MEMORY_LIMITS,
            Capability.NAMESPACES),
    S8("HAMi", Wall.CONTAINER, Load.PATIENT, 1, "at the next start of each container", Capability.HAMI),
    S9("parts by agreement", Wall.NONE, Load.PATIENT, 0, "at the next start of each pod"),
    S10("MIG", Wall.HARDWARE, Load.ANY, 5, "the node is drained, and each card cut anew", Capability.MIG),
    S11(
            "MIG on demand",
            Wall.HARDWARE,
            Load.ANY,
            2,
            "seconds for each instance",
            Capability.MIG,
            Capability.DYNAMIC_MIG),
    S12("time-slicing within MIG", Wall.NONE, Load.PATIENT, 5, "as MIG, and a label", Capability.MIG),
    S13("MPS within MIG", Wall.PROCESS, Load.STEADY, 5, "as MIG, and a daemon for each instance", Capability.MIG),
    S14("a virtual machine each", Wall.HARDWARE, Load.ANY, 6, "another way to run work");

    /** What keeps neighbours apart. */
    public enum Wall {
        /** Nothing. */
        NONE,
        /** A limit for each process; a fault reaches all. */
        PROCESS,
        /** A limit for each container. */
        CONTAINER,
        /** The hardware: memory, faults and compute. */
        HARDWARE
    }

    /** Which work it suits. */
    public enum Load {
        /** What can wait: batch work, notebooks. Turns have no bound on latency. */
        PATIENT,
        /** What serves, too: all run at once. */
        STEADY,
        /** What has a bound on its latency, too. */
        ANY
    }

    private final String words;
    private final Wall wall;
    private final Load load;
    private final int effort;
    private final String change;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
    private final List<Capability> needs;

    Strategy(String words, Wall wall, Load load, int effort, String change, Capability... needs) {
        this.words = words;
        this.wall = wall;
        this.load = load;
        this.effort = effort;
        this.change = change;
        this.needs = List.of(needs);
    }

    /** As people are told. */
    public String words() {
        return words;
    }

    public Wall wall() {
        return wall;
    }

    public Load load() {
        return load;
    }

    /** What it costs to come to it, 0 (nothing) to 6; for ordering alone. */
    public int effort() {
        return effort;
    }

    /** What has to happen to come to it. */
    public String change() {
        return change;
    }

    /** What nodes have to be able to do. */
    public List<Capability> needs() {
        return needs;
    }

    /** Whether tenants that do not trust each other may share a card so. */
    public boolean walls() {
        return wall == Wall.HARDWARE;
    }

    /** Whether one client's fault reaches the others, and killing one may hang them. */
    public boolean commonFate() {
        return switch (this) {
            case S2, S3, S4, S5, S7, S13 -> true;
            case S0, S1, S6, S8, S9, S10, S11, S12, S14 -> false;
        };
    }

    /** Why it is never advised by itself; empty: it is. */
    public String aside() {
        return switch (this) {
            case S12 -> "only worth it inside a MIG layout that is there: see S10";
            case S13 -> "the device plugin refuses it, and nothing else sets it up";
            case S14 -> "pods would have to become virtual machines";
            case S0, S1, S2, S3, S4, S5, S6, S7, S8, S9, S10, S11 -> "";
        };
    }
}
