package dev.kerf.core.advise;

/**
 * What may go wrong.
 *
 * @param score    0 (nothing) to 1
 * @param exposure who would notice, and how
 */
public record Risk(double score, String exposure) {}
