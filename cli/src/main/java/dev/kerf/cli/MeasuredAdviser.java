package dev.kerf.cli;

import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Advisor;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.rule.Catalogue;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.price.PriceBook;
import dev.kerf.core.use.History;
import dev.kerf.observe.prometheus.Access;
import dev.kerf.observe.prometheus.Range;
import dev.kerf.server.act.Adviser;
import dev.kerf.server.act.Counsel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Advises a server as {@code kerf advise} does a person; what is expected of what is followed goes to the ledger. */
final class MeasuredAdviser implements Adviser {
    private final Supplier<Access> source;
    private final Duration back;
    private final PriceBook book;
    private final Ledger ledger;
    private final InstantSource clock;
    private volatile @Nullable Scene seen;

    /** @param source asked each time, since tokens are renewed */
    MeasuredAdviser(Supplier<Access> source, Duration back, PriceBook book, Ledger ledger, InstantSource clock) {
        this.source = source;
        this.back = back;
        this.book = book;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public Counsel about(Cluster cluster) {
        History history = Advising.measured(source.get(), cluster, back, clock);
        Scene scene = Advising.scene(cluster, history, book);
        seen = scene;
        return new Counsel(Advisor.advise(scene, Catalogue.ALL), history.trust(), scene.now());
    }

    @Override
    public List<Double> values(String query, Instant from, Instant to, Duration step) {
        return Advising.values(source.get(), query, Range.between(from, to, step));
    }

    @Override
    public void followed(Advice advice, Instant now) {
        Scene scene = seen;
        if (scene != null) {
            ledger.expect(advice, scene, now);
        }
    }
}
