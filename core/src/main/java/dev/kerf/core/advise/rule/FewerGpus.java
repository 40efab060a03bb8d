package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Drafting;
import dev.kerf.core.advise.Kind;
import dev.kerf.core.advise.OneByOne;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.WhatIf;
import dev.kerf.core.advise.Work;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.reason.Count;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;

/** R03: pods that ask for several whole GPUs and have never used some of them. */
final class FewerGpus implements OneByOne {
    private static final Duration WINDOW = Duration.ofDays(7);
    private static final Duration LEAST = Duration.ofDays(1);
    /** Tensor parallelism comes in these. */
    private static final List<Integer> COUNTS = List.of(1, 2, 4, 8);

    private static final double LOADED = 500.0 * (1 << 20);

    @Override
    public Look begin(Scene scene) {
        return work -> {
            if (work.gpu() instanceof GpuNeed.Whole(int asked) && asked > 1) {
                int used = used(work, scene);
                int target = COUNTS.stream().filter(n -> n >= used).findFirst().orElse(asked);
                if (used > 0 && target < asked) {
                    return Noted.of(List.of(draft(work, scene, asked, used, target)));
                }
            }
            return Noted.NOTHING;
        };
    }

    /** The most GPUs any of its pods has used. */
    private static int used(Work work, Scene scene) {
        return work.ids().stream()
                .mapToInt(id -> count(
                        work,
                        scene,
                        id,
                        Signal.ACTIVITY,
                        v -> v > scene.thresholds().idle()))
                .max()
                .orElse(0);
    }

    private static int count(Work work, Scene scene, TaskId id, Signal signal, DoublePredicate most) {
        return (int) work.of(signal, id).values().stream()
                .filter(s -> most.test(s.track().last(WINDOW, scene.now()).max()))
                .count();
    }

    private static Draft draft(Work work, Scene scene, int asked, int used, int target) {
        Drafting draft = Drafting.of(Kind.R03, work.target()).over(WINDOW).claims(Words.claims(work));
        for (Map.Entry<Seat, Seen> each : work.of(Signal.ACTIVITY).entrySet()) {
            Track last = each.getValue().track().last(WINDOW, scene.now());
            draft.sees(Words.observed(
                    "max_over_time",
                    each.getValue(),
                    each.getKey(),
                    last,
                    last.max(),
                    scene.thresholds().idle(),
                    ""));
        }
        draft.reckons(
                        "GPUs with activity above %s, the most of any pod, rounded up to 1, 2, 4 or 8"
                                .formatted(Words.percent(scene.thresholds().idle())),
                        Count.of(target, "GPU") + " instead of " + asked)
                .part("asked", asked + " GPUs each")
                .part("used", used + " at most")
                .sure(work.confidence(Signal.ACTIVITY, scene.now()))
                .risks(0.3, "it starts anew once, with fewer GPUs");
        guards(work, scene, asked, used, draft);
        return draft.changes(WhatIf.asking(work, new GpuNeed.Whole(target)))
                .doing(new Action.Gpus(work.gpuContainer(), target));
    }

    private static void guards(Work work, Scene scene, int asked, int used, Drafting draft) {
        boolean all =
                work.ids().stream().allMatch(id -> work.of(Signal.ACTIVITY, id).size() == asked);
        draft.guard(
                "all-gpus-measured",
                all,
                all ? "each of its GPUs is measured" : "not each of the " + asked + " GPUs of its pods is measured");
        Duration watched = work.watched(scene.now());
        draft.guard(
                "not-intermittent",
                watched.compareTo(work.batch() ? LEAST : WINDOW) >= 0,
                "watched for %.1f days; a GPU may be idle for a phase of the work".formatted(watched.toHours() / 24.0));
        int loaded = work.ids().stream()
                .mapToInt(id -> count(work, scene, id, Signal.GPU_MEMORY, v -> v > LOADED))
                .max()
                .orElse(0);
        draft.guard(
                "no-rank-on-others",
                loaded <= used,
                loaded <= used
                        ? "the other GPUs hold no memory, so no part of the program runs on them"
                        : loaded + " GPUs hold memory and " + used
                                + " compute: its parallelism has to be changed with them");
    }
}
