package dev.kerf.core.advise;

/**
 * How sure an advice is.
 *
 * @param days        of history
 * @param coverage    the part of the samples that was believed, 0 to 1
 * @param attribution what the way figures came to be the container's is worth, 0 to 1
 * @param model       how well the forecast behind it has held, 0 to 1; 1 where there is none
 */
public record Confidence(double days, double coverage, double attribution, double model) {
    private static final double FULL = 7;

    /** Of facts that need no history. */
    public static final Confidence CERTAIN = new Confidence(FULL, 1, 1, 1);

    /** All of it together, 0 to 1. */
    public double worth() {
        return coverage * Math.min(1, days / FULL) * attribution * model;
    }
}
