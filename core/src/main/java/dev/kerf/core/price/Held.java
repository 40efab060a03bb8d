package dev.kerf.core.price;

import dev.kerf.core.model.Share;

/** What part of a device a holder has, in the words of how the device is shared. */
public sealed interface Held {
    /** All of it. */
    record Whole() implements Held {}

    /** A MIG instance: so many of 7 compute slices and of 8 memory slices, whichever is more. */
    record Instance(int compute, int memory) implements Held {
        public Instance {
            within("compute slices", compute, COMPUTE_SLICES);
            within("memory slices", memory, MEMORY_SLICES);
        }
    }

    /** So many of the replicas that the device is offered as. */
    record Replicas(int held, int offered) implements Held {
        public Replicas {
            within("replicas", held, offered);
        }
    }

    /** Thousandths of it. */
    record Fraction(int thousandths) implements Held {
        public Fraction {
            within("thousandths", thousandths, Share.WHOLE);
        }
    }

    int COMPUTE_SLICES = 7;
    int MEMORY_SLICES = 8;

    /** The part as a fraction's upper number; {@link #among} is the lower one. */
    default int parts() {
        return switch (this) {
            case Whole w -> 1;
            case Instance i -> Math.max(i.compute * MEMORY_SLICES, i.memory * COMPUTE_SLICES);
            case Replicas r -> r.held;
            case Fraction f -> f.thousandths;
        };
    }

    /** How many parts the whole device has. */
    default int among() {
        return switch (this) {
            case Whole w -> 1;
            case Instance i -> COMPUTE_SLICES * MEMORY_SLICES;
            case Replicas r -> r.offered;
            case Fraction f -> Share.WHOLE;
        };
    }

    private static void within(String what, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(what + " must be 1 to " + most + ", are " + value);
        }
    }
}
