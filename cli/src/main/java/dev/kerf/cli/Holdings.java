package dev.kerf.cli;

import dev.kerf.core.model.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a workload held at each moment before its part was changed.
 *
 * @param moments in their order, at least one
 */
record Holdings(List<Moment> moments) {
    /**
     * One of them.
     *
     * @param thousandths of GPUs
     */
    record Moment(Instant at, long thousandths) {}

    Holdings {
        moments = List.copyOf(moments);
    }

    /** With one more. */
    Holdings and(Holdings later) {
        List<Moment> all = new ArrayList<>(moments);
        all.addAll(later.moments);
        return new Holdings(all);
    }

    Moment first() {
        return moments.getFirst();
    }

    /**
     * Thousandths that it held less than at first, in the mean since then.
     *
     * @param now thousandths it holds
     * @param end the moment
     */
    long less(long now, Instant end) {
        double millis = Duration.between(first().at(), end).toMillis();
        double given = 0;
        for (int i = 0; i < moments.size(); i++) {
            boolean last = i == moments.size() - 1;
            Instant until = last ? end : moments.get(i + 1).at();
            long held = last ? now : moments.get(i + 1).thousandths();
            given += (first().thousandths() - held)
                    * (double) Duration.between(moments.get(i).at(), until).toMillis();
        }
        return millis <= 0 ? first().thousandths() - now : Math.round(given / millis);
    }

    /** {@code 0.6}: what it held at first. */
    @Override
    public String toString() {
        return Share.text(first().thousandths());
    }
}
