package dev.kerf.sim.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Values and how likely each is. */
final class Odds<T> {
    private final List<T> values = new ArrayList<>();
    private final List<Double> upTo = new ArrayList<>();
    private double total;

    Odds<T> with(double weight, T value) {
        total += weight;
        values.add(value);
        upTo.add(total);
        return this;
    }

    T draw(SplittableRandom random) {
        double at = random.nextDouble() * total;
        int i = 0;
        while (i < values.size() - 1 && upTo.get(i) <= at) {
            i++;
        }
        return values.get(i);
    }
}
