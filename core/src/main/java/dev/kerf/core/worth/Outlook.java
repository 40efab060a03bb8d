package dev.kerf.core.worth;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that the kerf policy goes by in one cycle: with the same outlook it decides the same about the same snapshot.
 *
 * @param mix    what tasks to expect
 * @param prices of the parts of a GPU that are expected, by thousandths, 1 to 999, in GPUs; solved for outside
 * @param knobs  how it weighs
 */
public record Outlook(Mix mix, SortedMap<Integer, Double> prices, Knobs knobs) {
    public Outlook {
        prices = Collections.unmodifiableSortedMap(new TreeMap<>(prices));
    }
}
