package dev.kerf.core.use;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The samples of one series of one container, judged one after the other. Remembers the reading before. */
public final class Reading {
    private final Limits limits;
    private final Instant started;
    private @Nullable Instant before;
    private double counted;

    /** @param started when the container did */
    public Reading(Limits limits, Instant started) {
        this.limits = limits;
        this.started = started;
    }

    /** A value as it stood at that moment: memory, activity. */
    public Judged gauge(Instant moment, double value, Instant now) {
        Doubt doubt = untimely(moment, now);
        if (doubt != null) {
            return new Judged.Refused(doubt);
        }
        before = moment;
        return grown(moment) ? limits.value(value) : new Judged.Refused(Doubt.STARTING);
    }

    /** A counter as it stood at that moment: what is taken is its rate a second since the reading before. */
    public Judged counter(Instant moment, double total, Instant now) {
        Doubt doubt = untimely(moment, now);
        if (doubt != null) {
            return new Judged.Refused(doubt);
        }
        if (Double.isNaN(total) || Double.isInfinite(total)) {
            return new Judged.Refused(Doubt.NOT_A_NUMBER);
        }
        Judged rate = rate(moment, total);
        before = moment;
        counted = total;
        return rate;
    }

    private Judged rate(Instant moment, double total) {
        if (before == null) {
            return new Judged.Refused(Doubt.FIRST_READING);
        }
        if (total < counted) {
            return new Judged.Refused(Doubt.COUNTER_RESET);
        }
        Duration between = Duration.between(before, moment);
        if (between.compareTo(limits.longestGap()) > 0) {
            return new Judged.Refused(Doubt.GAP);
        }
        double seconds = between.toNanos() / 1e9;
        return grown(moment) ? limits.value((total - counted) / seconds) : new Judged.Refused(Doubt.STARTING);
    }

    private @Nullable Doubt untimely(Instant moment, Instant now) {
        if (limits.future(moment, now)) {
            return Doubt.FROM_THE_FUTURE;
        }
        if (before == null || moment.isAfter(before)) {
            return null;
        }
        return moment.equals(before) ? Doubt.DUPLICATE : Doubt.OUT_OF_ORDER;
    }

    private boolean grown(Instant moment) {
        return !moment.isBefore(started.plus(limits.starting()));
    }
}
