package dev.kerf.core.advise.rule;

import org.jspecify.annotations.Nullable;

/**
 * Errors of the driver after which a GPU cannot be trusted with work, from NVIDIA's Xid catalogue for Ampere and newer (read
 * August 2026).
 */
enum Xid {
    DOUBLE_BIT(48, "an uncorrectable memory error", true),
    ROW_REMAPPED(63, "a memory row was remapped, which takes effect at the next reset", false),
    ROW_NOT_REMAPPED(64, "a memory row could not be remapped", true),
    NVLINK(74, "an NVLink error", true),
    OFF_THE_BUS(79, "the GPU has fallen off the bus", true),
    CONTAINED(94, "an uncorrectable memory error that reached one process only", false),
    UNCONTAINED(95, "an uncorrectable memory error that reached all processes", true);

    private final int number;
    private final String words;
    private final boolean urgent;

    Xid(int number, String words, boolean urgent) {
        this.number = number;
        this.words = words;
        this.urgent = urgent;
    }

    int number() {
        return number;
    }

    String words() {
        return words;
    }

    /** Whether work on it is at risk now; else a reset when the card is next free does. */
    boolean urgent() {
        return urgent;
    }

    /** Null: the number says nothing against the GPU (application errors are of that kind). */
    static @Nullable Xid of(double number) {
        for (Xid xid : values()) {
            if (xid.number == Math.round(number)) {
                return xid;
            }
        }
        return null;
    }
}
