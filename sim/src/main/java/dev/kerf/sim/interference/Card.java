package dev.kerf.sim.interference;

/**
 * A card, by its data sheet.
 *
 * @param memory    in bytes
 * @param bandwidth of its memory, in bytes a second
 * @param flops     dense at 16 bits, a second
 */
public record Card(double memory, double bandwidth, double flops) {
    /** NVIDIA's data sheet of June 2021. */
    public static final Card A100_40 = new Card(40e9, 1555e9, 312e12);
}
