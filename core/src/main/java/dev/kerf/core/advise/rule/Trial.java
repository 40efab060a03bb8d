package dev.kerf.core.advise.rule;

import dev.kerf.core.model.Placement;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one replica of an engine that runs with less memory than the others, to see whether that does.
 *
 * @param pod   its name
 * @param share the part of what it sees that it was given
 * @param hours that it has been measured, of the last day
 * @param calm  whether no request waited for it or was put back
 */
record Trial(String pod, double share, double hours, boolean calm) {
    private static final Duration DAY = Duration.ofDays(1);
    /** Replicas are told apart from so much on. */
    private static final double LESS = EnginePool.STEP / 2;

    private static final double PART = 0.95;
    private static final double LONG = 23;
    private static final double SECONDS_AN_HOUR = 3600;

    /** Null: all run alike, or more than one differs, which is no trial. */
    static @Nullable Trial of(Figures figures, double sees) {
        Figures day = figures.over(DAY);
        Map<String, Double> shares = new HashMap<>();
        for (Placement each : figures.work().placements()) {
            String pod = each.task().id().name();
            shares.put(pod, day.only(pod).most(Signal.GPU_MEMORY, Track::max) / sees);
        }
        double most =
                shares.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        var less = shares.entrySet().stream()
                .filter(e -> e.getValue() < most - LESS)
                .toList();
        return less.size() != 1 || shares.size() < 2
                ? null
                : seen(day.only(less.getFirst().getKey()), less.getFirst().getValue());
    }

    private static Trial seen(Figures figures, double share) {
        boolean waited = figures.most(Signal.WAITING, t -> t.quantile(PART)) > 0;
        boolean back = figures.most(Signal.PREEMPTIONS, Track::max) > 0;
        double hours = figures.most(Signal.KV_CACHE, t -> t.count() * t.step().toSeconds() / SECONDS_AN_HOUR);
        return new Trial(figures.pods().iterator().next(), share, hours, !waited && !back);
    }

    /** Whether it runs with no more than so much. */
    boolean tries(double target) {
        return share < target + LESS;
    }

    boolean held() {
        return calm && hours >= LONG;
    }
}
