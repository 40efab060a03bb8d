package dev.kerf.core.use;

import java.util.Collections;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How far a series can be trusted.
 *
 * @param expected    samples there should be
 * @param taken       samples that were believed
 * @param refused     those that were not, by reason
 * @param attribution how they came to be those of the container
 */
public record Trust(long expected, long taken, SortedMap<Doubt, Long> refused, Attribution attribution) {
    public Trust {
        refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
    }

    Trust(long expected, long taken, Map<Doubt, Long> refused, Attribution attribution) {
        this(expected, taken, new TreeMap<>(refused), attribution);
    }

    /** The part of the expected samples that were believed, 0 to 1: absent is not zero. */
    public double coverage() {
        return expected <= 0 ? 0 : Math.min(1, taken / (double) expected);
    }

    /** 0 to 1: coverage, and what the attribution is worth. */
    public double worth() {
        return coverage() * attribution.worth();
    }

    /** Samples that never came: neither taken nor refused. */
    public long missing() {
        long came = taken + refused.values().stream().mapToLong(Long::longValue).sum();
        return Math.max(0, expected - came);
    }

    /** {@code 1900 of 2016 samples believed; not: 100 never came, 16 more than there is}. */
    @Override
    public String toString() {
        String kept = String.format(Locale.ROOT, "%d of %d samples believed", taken, expected);
        String never = missing() > 0 ? missing() + " never came" : "";
        String not = refused.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry<Doubt, Long>::getValue).reversed())
                .map(e -> e.getValue() + " " + e.getKey().words())
                .collect(Collectors.joining(", "));
        String all = never.isEmpty() || not.isEmpty() ? never + not : never + ", " + not;
        return all.isEmpty() ? kept : kept + "; not: " + all;
    }
}
