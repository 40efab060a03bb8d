package dev.kerf.core.use;

import java.util.List;

/**
 * Something that is missing from, duplicated in, or implausible about what a source tells.
 *
 * @param name    stable, for machines: {@code activity-rung}, {@code gpu-duplicated}
 * @param worth   of the source as it is, 0 (nothing can be believed) to 1
 * @param message one sentence
 * @param mend    a manifest, or a command, that mends it; empty: there is none
 */
public record Lack(String name, double worth, String message, String mend) {
    /** How much of a source can be believed, 0 to 1: what the worst that is wrong with it leaves. */
    public static double trust(List<Lack> lacks) {
        return lacks.stream().mapToDouble(Lack::worth).min().orElse(1);
    }
}
