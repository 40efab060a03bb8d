package dev.kerf.cli;

import dev.kerf.core.act.SizingPolicy;
import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Advisor;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.rule.Catalogue;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.price.PriceBook;
import dev.kerf.core.use.History;
import dev.kerf.observe.prometheus.Range;
import dev.kerf.observe.series.Gathered;
import dev.kerf.server.act.Adviser;
import dev.kerf.server.act.Counsel;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Advises a server as {@code kerf advise} does a person; what is expected of what is followed goes to the ledger. */
final class MeasuredAdviser implements Adviser {
    private final Histories histories;
    private final PriceBook book;
    private final Ledger ledger;
    private volatile @Nullable Scene seen;

    MeasuredAdviser(Histories histories, PriceBook book, Ledger ledger) {
        this.histories = histories;
        this.book = book;
        this.ledger = ledger;
    }

    @Override
    public Counsel about(Cluster cluster, Collection<SizingPolicy> policies) {
        History history = histories.of(cluster);
        Scene scene = Advising.scene(cluster, history, book, policies);
        seen = Advising.scene(cluster, unmeasured(history), book, policies);
        return new Counsel(Advisor.advise(scene, Catalogue.ALL), history.trust(), scene.now());
    }

    /** What is looked at of it later; of a large cluster there is not room for what was measured and what will be. */
    private static History unmeasured(History history) {
        return new Gathered(history.asOf(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), history.lacks());
    }

    @Override
    public List<Double> values(String query, Instant from, Instant to, Duration step) {
        return Advising.values(histories.access(), query, Range.between(from, to, step));
    }

    @Override
    public void followed(Advice advice, Instant now) {
        Scene scene = seen;
        if (scene != null) {
            ledger.expect(advice, scene, now);
        }
    }
}
