package dev.kerf.observe.store;

import dev.kerf.observe.Prometheus;
import dev.kerf.observe.prometheus.Range;
import dev.kerf.observe.series.Gathering;
import dev.kerf.observe.series.Owners;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings a store up to date: asks for what is not there yet. */
public final class Ingest {
    private final Store store;

    public Ingest(Store store) {
        this.store = store;
    }

    /**
     * Reads what is missing of a range. It may be ended at any time: what was read is kept, day by day.
     *
     * @return how many steps were asked for
     */
    public int from(Prometheus source, Range wanted, Owners owners) {
        List<Range> missing = missing(wanted);
        if (missing.isEmpty()) {
            return 0;
        }
        Range all = Range.between(missing.getFirst().start(), missing.getLast().end(), wanted.step());
        Gathering gathering = source.gathering(all, owners).keepingSteps();
        int steps = 0;
        for (Range each : missing) {
            steps += from(gathering, each);
        }
        store.lacks(gathering.lacks());
        return steps;
    }

    /** A day, or the end of one; where another process has kept some of it meanwhile, what is then left of it. */
    private int from(Gathering gathering, Range day) {
        if (store.keep(gathering.day(day))) {
            return day.count();
        }
        return day.count()
                + missing(day).stream().mapToInt(left -> from(gathering, left)).sum();
    }

    private List<Range> missing(Range wanted) {
        List<Range> missing = new ArrayList<>();
        for (Range day : wanted.days()) {
            Covered whole = Covered.of(day, store.steps());
            @Nullable Covered there = store.covered(whole.day());
            if (there == null || (whole.first() < there.first() && whole.end() >= there.end())) {
                missing.add(day);
            } else if (whole.end() > there.end()) {
                missing.add(Range.between(store.steps().moment(there.day(), there.end()), day.end(), day.step()));
            }
        }
        return missing;
    }
}
