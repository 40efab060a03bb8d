package dev.kerf.core.model;

/** What a task asks of the GPUs of its one node. */
public sealed interface GpuNeed {
    /** No GPU at all. */
    record None() implements GpuNeed {}

    /**
     * Whole devices, shared with nobody ({@code nvidia.com/gpu: 4}).
     *
     * @param devices at least 1
     */
    record Whole(int devices) implements GpuNeed {
        public Whole {
            positive("devices", devices);
        }
    }

    /**
     * The same part of each of one or several devices (KAI's {@code gpu-fraction}).
     *
     * @param thousandths of each device, 1 to 999
     * @param devices     at least 1, all different
     */
    record Fraction(int thousandths, int devices) implements GpuNeed {
        public Fraction {
            positive("thousandths", thousandths);
            positive("devices", devices);
            if (thousandths >= Share.WHOLE) {
                throw new IllegalArgumentException("thousandths must be below 1000, is " + thousandths);
            }
        }
    }

    /**
     * An amount of device memory, from which follows a part of the device (KAI's {@code gpu-memory}).
     *
     * @param perDevice above zero
     * @param devices   at least 1, all different
     */
    record Memory(Bytes perDevice, int devices) implements GpuNeed {
        public Memory {
            positive("devices", devices);
            if (perDevice.count() <= 0) {
                throw new IllegalArgumentException("perDevice must be above 0, is " + perDevice);
            }
        }
    }

    /** How many devices are touched. */
    default int devices() {
        return switch (this) {
            case None n -> 0;
            case Whole w -> w.devices;
            case Fraction f -> f.devices;
            case Memory m -> m.devices;
        };
    }

    private static void positive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be at least 1, is " + value);
        }
    }
}
