package dev.kerf.cli;

import dev.kerf.core.act.SizingPolicy;
import dev.kerf.core.advise.Advised;
import dev.kerf.core.advise.Advisor;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Thresholds;
import dev.kerf.core.advise.rule.Catalogue;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.price.PriceBook;
import dev.kerf.core.use.History;
import dev.kerf.core.worth.Knobs;
import dev.kerf.observe.Prometheus;
import dev.kerf.observe.prometheus.Access;
import dev.kerf.observe.prometheus.Client;
import dev.kerf.observe.prometheus.Range;
import dev.kerf.observe.prometheus.Series;
import dev.kerf.observe.store.Ingest;
import dev.kerf.observe.store.Store;
import dev.kerf.sim.kerf.KerfPolicy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Puts together what advice is made from: the cluster, its measurements, and prices. */
final class Advising {
    private static final long SEED = 0;

    private Advising() {}

    /** The measurements of a cluster, up to now. */
    static History history(Access access, Cluster cluster, Duration back, InstantSource clock) {
        try (Doing doing = Doing.onTerminal()) {
            doing.now("reading " + back.toDays() + " days from " + access.address());
            return measured(access, cluster, back, clock);
        }
    }

    /** The same, of which nothing is said meanwhile. */
    static History measured(Access access, Cluster cluster, Duration back, InstantSource clock) {
        try (Prometheus prometheus = Prometheus.at(access, clock)) {
            return prometheus.history(Range.last(back, clock.instant()), ClusterOwners.of(cluster));
        }
    }

    /** Brings a store up to date. */
    static void keep(Store store, Access access, Cluster cluster, Range range, InstantSource clock) {
        try (Prometheus prometheus = Prometheus.at(access, clock)) {
            int _ = new Ingest(store).from(prometheus, range, ClusterOwners.of(cluster));
        }
    }

    /** What an expression came to in each step, of several series the highest; NaN where it says nothing. */
    static List<Double> values(Access access, String query, Range range) {
        try (Client client = new Client(access)) {
            List<Series> all = client.range(query, range).series();
            List<Double> values = new ArrayList<>();
            for (int step = 0; step < range.count(); step++) {
                int at = step;
                values.add(all.stream()
                        .mapToDouble(series -> series.values()[at])
                        .filter(value -> !Double.isNaN(value))
                        .max()
                        .orElse(Double.NaN));
            }
            return values;
        }
    }

    /** What rules look at, where no policy says anything about it. */
    static Scene scene(Cluster cluster, History history, PriceBook book) {
        return scene(cluster, history, book, List.of());
    }

    /**
     * What rules look at.
     *
     * @param policies that say whose parts of GPUs follow their load
     */
    static Scene scene(Cluster cluster, History history, PriceBook book, Collection<SizingPolicy> policies) {
        return new Scene(
                cluster,
                history,
                book,
                Thresholds.USUAL,
                KerfPolicy.ofWhatIsThere(Knobs.TUNED),
                SEED,
                SizingPolicy.followers(policies));
    }

    /** All advice. */
    static Advised advise(Scene scene) {
        try (Doing doing = Doing.onTerminal()) {
            doing.now("proving advice by planning it");
            return Advisor.advise(scene, Catalogue.ALL);
        }
    }
}
