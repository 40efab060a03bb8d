package dev.kerf.core.model;

/**
 * A part of one device: compute and memory.
 *
 * @param thousandths of the device's compute, 1 to 1000
 * @param memory      of the device's usable memory; zero where the device does not state its memory
 */
public record Share(int thousandths, Bytes memory) {
    /** What a whole device is, in thousandths. */
    public static final int WHOLE = 1000;

    /** The device as people write it: {@code 0.5}, {@code 0.333}, {@code 1}. */
    @Override
    public String toString() {
        return Decimal.thousandths(thousandths);
    }

    /** Thousandths of a device as people write them. */
    public static String text(long thousandths) {
        return Decimal.thousandths(thousandths);
    }
}
