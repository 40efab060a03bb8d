package dev.kerf.observe.prometheus;

/**
 * What one series says over a range.
 *
 * @param values one for each step of the range; NaN where there is none
 * @param absent for each step whether nothing was told; what was told may be no number
 */
public record Series(Labels labels, float[] values, boolean[] absent) {}
