package dev.kerf.core.use;

/**
 * Something that is missing from, duplicated in, or implausible about what a source tells.
 *
 * @param name    stable, for machines: {@code activity-rung}, {@code gpu-duplicated}
 * @param worth   of the source as it is, 0 (nothing can be believed) to 1
 * @param message one sentence
 * @param mend    a manifest, or a command, that mends it; empty: there is none
 */
public record Lack(String name, double worth, String message, String mend) {}
