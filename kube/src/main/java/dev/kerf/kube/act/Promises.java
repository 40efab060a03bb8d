package dev.kerf.kube.act;

import dev.kerf.core.act.Slo;
import dev.kerf.core.advise.Guard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Whether what was promised of work is kept, as it is measured. */
record Promises(Measurements source) {
    private static final String NAME = "slo-not-kept";
    private static final int LOOKS = 10;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** Before an action: what is broken already is no time for changes, and what nobody sees cannot be looked after. */
    Guard guard(List<Slo> slos, Live anchor, Instant now) {
        return switch (of(slos, anchor, Instant.MIN, now)) {
            case SloState.Kept kept ->
                Guard.passed(NAME, slos.isEmpty() ? "the policy names no SLO" : "what was promised of it is kept");
            case SloState.Broken broken -> Guard.failed(NAME, broken.why());
            case SloState.Unseen unseen -> Guard.failed(NAME, unseen.why());
        };
    }

    /**
     * The first that is not kept, or of which that is not known.
     *
     * @param since what was before does not count
     */
    SloState of(List<Slo> slos, Live anchor, Instant since, Instant now) {
        for (Slo slo : slos) {
            SloState verdict = of(slo, anchor, since, now);
            if (!(verdict instanceof SloState.Kept)) {
                return verdict;
            }
        }
        return new SloState.Kept();
    }

    private SloState of(Slo slo, Live anchor, Instant since, Instant now) {
        Duration step = step(slo.lasting());
        Instant whole = now.minus(slo.lasting());
        boolean enough = !since.isAfter(whole);
        try {
            String query = slo.about(anchor.place().namespace(), anchor.place().name());
            // The steps are whole ones: one more than the time has is sure to hold all of it.
            List<Double> values = source.values(query, whole.minus(step), now, step);
            return judged(slo, values, enough);
        } catch (RuntimeException silent) {
            return new SloState.Unseen("SLO " + slo.name() + " is not answered: " + silent.getMessage());
        }
    }

    private static SloState judged(Slo slo, List<Double> values, boolean enough) {
        double last = values.isEmpty() ? Double.NaN : values.getLast();
        if (Double.isNaN(last)) {
            return new SloState.Unseen("SLO " + slo.name() + " is not answered: its expression says nothing");
        }
        double least = values.stream().mapToDouble(value -> value).min().orElse(last);
        // NaN is less than nothing here: where something is missing it was not more all the time.
        return enough && least > slo.atMost()
                ? new SloState.Broken(String.format(
                        Locale.ROOT,
                        "SLO %s is broken: %s is more than %s, and was for %s",
                        slo.name(),
                        number(last),
                        number(slo.atMost()),
                        text(slo.lasting())))
                : new SloState.Kept();
    }

    private static Duration step(Duration lasting) {
        Duration part = lasting.dividedBy(LOOKS);
        if (part.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return part.compareTo(LONGEST) > 0 ? LONGEST : part;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value)
                .replaceFirst("(\\.[0-9]*?)0+$", "$1")
                .replaceFirst("\\.$", "");
    }

    private static String text(Duration time) {
        return time.toSeconds() % 60 == 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }
}
