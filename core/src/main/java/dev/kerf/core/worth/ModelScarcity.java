package dev.kerf.core.worth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A price per GPU on models that tied demand will want: where the expected demand of tasks that may only run on some
 * models comes near what those models have free, every placement there pays, and tasks with a choice go elsewhere.
 */
final class ModelScarcity {
    private static final double NANO = 1e9;
    private final Knobs knobs;
    private final List<Tied> tied = new ArrayList<>();
    private final double[] price;
    private long free;

    /** Models that some demand is tied to. */
    private static final class Tied {
        final long models;
        final double demand;
        long free;

        Tied(long models, double demand) {
            this.models = models;
            this.demand = demand;
        }
    }

    ModelScarcity(Mix mix, ShareWorth worth, Models models, Knobs knobs) {
        this.knobs = knobs;
        this.price = new double[models.count()];
        double total = 0;
        Map<Long, Double> demand = new TreeMap<>();
        for (Kind kind : mix.kinds()) {
            double each = kind.weight() * kind.demand(worth);
            total += each;
            if (each > 0) {
                demand.merge(models.bits(kind.models()), each, Double::sum);
            }
        }
        for (long set : demand.keySet()) {
            if (set != models.all() && set != 0) {
                tied.add(new Tied(set, within(set, demand) / total));
            }
        }
    }

    /** Demand that may run on no model outside the set. */
    private static double within(long set, Map<Long, Double> demand) {
        return demand.entrySet().stream()
                .filter(e -> (e.getKey() & ~set) == 0)
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** A node's free GPU became worth so much more, or less; in billionths of a GPU, so that nothing drifts. */
    void changed(int model, long nanos) {
        free += nanos;
        for (Tied t : tied) {
            t.free += (t.models >> model & 1) != 0 ? nanos : 0;
        }
    }

    /** All free GPU's worth. */
    double free() {
        return free / NANO;
    }

    void reprice() {
        java.util.Arrays.fill(price, 0);
        for (Tied t : tied) {
            double tension = t.demand * (double) free / Math.max((double) t.free, 1.0);
            double asked = knobs.modelPrice() * part(tension, knobs.modelFrom());
            for (int m = 0; m < price.length; m++) {
                price[m] = (t.models >> m & 1) != 0 ? Math.max(price[m], asked) : price[m];
            }
        }
    }

    /** Price per GPU of the model. */
    double price(int model) {
        return price[model];
    }

    /** 0 up to {@code from}, 1 from 1 on, straight between. */
    static double part(double tension, double from) {
        return Math.clamp((tension - from) / (1 - from), 0.0, 1.0);
    }
}
