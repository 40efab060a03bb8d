package dev.kerf.core.use;

/**
 * A value that a part of the use stayed at or below.
 *
 * @param value never below the true one
 * @param error how far below it the true one may be
 */
public record Quantile(double value, double error) {
    /** The least the true one can be. */
    public double least() {
        return value - error;
    }
}
