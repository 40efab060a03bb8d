package dev.kerf.core.worth;

/**
 * What can be turned about the kerf policy. All are pure numbers; costs are in GPUs.
 *
 * @param strand     how much stranded GPU counts against allocated
 * @param stock      cost of one more GPU left with the same remainder as another one, times the cluster's devices:
 *                   where many devices stand, many tasks are still to come that may want the remainder
 * @param multi      how much it counts that free devices come in the numbers multi-GPU tasks want
 * @param modelFrom  a model's price begins where demand tied to it reaches this part of its free GPUs
 * @param modelPrice the price where demand reaches all of them
 * @param blockFrom  the same for blocks of free devices that multi-GPU tasks want
 * @param blockPrice the price of such a block, per device
 * @param ahead      how far beyond what is free demand is expected to go, as a part of the cluster
 */
public record Knobs(
        double strand,
        double stock,
        double multi,
        double modelFrom,
        double modelPrice,
        double blockFrom,
        double blockPrice,
        double ahead) {
    /** Tuned on openb default, gpuspec33, gpushare60 and multigpu20; confirmed on the other six traces. */
    public static final Knobs TUNED = new Knobs(0.5, 12.5, 0.1, 0.8, 2, 0.4, 2, 0.03);
}
