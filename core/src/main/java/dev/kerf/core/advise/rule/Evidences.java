package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Drafting;
import dev.kerf.core.advise.Observation;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Work;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import java.time.Duration;
import java.util.Map;

/** What is shown of a workload's use where it is said which part of a GPU it needs. */
final class Evidences {
    static final Duration WINDOW = Duration.ofDays(14);
    private static final double USUALLY = 0.95;

    private Evidences() {}

    static void of(Work work, Scene scene, Drafting draft) {
        show(work, scene, draft, Signal.ACTIVITY, "quantile_over_time(0.95, ", USUALLY, "");
        show(work, scene, draft, Signal.GPU_MEMORY, "max_over_time", 1, "bytes");
    }

    private static void show(
            Work work, Scene scene, Drafting draft, Signal signal, String function, double part, String unit) {
        for (Map.Entry<Seat, Seen> each : work.of(signal).entrySet()) {
            Track last = each.getValue().track().last(WINDOW, scene.now());
            draft.sees(scene.shown(new Observation(
                    Words.query(function, each.getValue(), each.getKey(), WINDOW),
                    last.quantile(part),
                    Double.NaN,
                    last.coverage(),
                    unit,
                    last)));
        }
    }

    /** A pool that an engine has filled is no need. */
    static void pool(boolean filled, Drafting draft) {
        draft.guard(
                "engine-memory-first",
                !filled,
                filled
                        ? "its engine fills what it is given: its memory has to be set first (R19)"
                        : "no engine's pool among its memory");
    }
}
