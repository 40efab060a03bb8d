package dev.kerf.cli;

import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Work;
import dev.kerf.core.model.GpuTime;
import dev.kerf.core.model.Share;
import dev.kerf.core.price.Asset;
import dev.kerf.core.price.Money;
import dev.kerf.core.price.Priced;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one workload holds and does. */
record TopRow(
        Work work,
        double gpus,
        @Nullable Double busy,
        @Nullable Double memory,
        String rung,
        @Nullable Instant idle,
        @Nullable Money hourly) {
    private static final Duration DAY = Duration.ofDays(1);
    private static final long HOUR = 3600;

    static TopRow of(Work work, Scene scene) {
        List<Seen> activity = own(work, Signal.ACTIVITY);
        return new TopRow(
                work,
                work.held() / (double) Share.WHOLE,
                mean(activity, scene),
                mean(own(work, Signal.GPU_MEMORY), scene),
                activity.isEmpty() || activity.getFirst().rung() == null
                        ? ""
                        : activity.getFirst().rung().name(),
                idle(work, scene),
                hourly(work, scene));
    }

    /** What its card does is not what it does, where others are on it. */
    private static List<Seen> own(Work work, Signal signal) {
        List<Seen> all = List.copyOf(work.of(signal).values());
        return all.stream().allMatch(seen -> seen.attribution().own()) ? all : List.of();
    }

    private static @Nullable Double mean(List<Seen> seen, Scene scene) {
        double sum = 0;
        int count = 0;
        for (Seen each : seen) {
            double mean = each.track().last(DAY, scene.now()).mean();
            if (!Double.isNaN(mean)) {
                sum += mean;
                count++;
            }
        }
        return count == 0 ? null : sum / count;
    }

    /** Since when none of its GPUs did anything; null: not idle, or not measured. */
    private static @Nullable Instant idle(Work work, Scene scene) {
        Instant since = work.quietSince(scene.thresholds().idle());
        Duration quiet = Duration.between(since, scene.now());
        boolean measured = !work.of(Signal.ACTIVITY).isEmpty();
        return measured && quiet.compareTo(scene.thresholds().idleFor()) >= 0 ? since : null;
    }

    private static @Nullable Money hourly(Work work, Scene scene) {
        Money sum = Money.none(scene.book().currency());
        for (var id : work.ids()) {
            for (Work.Piece piece : work.pieces(id)) {
                var machine = scene.machine(piece.node());
                if (machine == null || !(scene.book().of(Asset.of(machine.node())) instanceof Priced.Known known)) {
                    return null;
                }
                sum = sum.plus(known.price().of(new GpuTime(piece.thousandths() * HOUR)));
            }
        }
        return sum;
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("namespace", work.namespace());
        tree.put("workload", work.workload());
        tree.put("pods", work.placements().size());
        tree.put("gpus", Figures.rounded(gpus));
        tree.put("busy_24h", busy);
        tree.put("busy_from", rung);
        tree.put("gpu_memory_bytes", memory);
        tree.put("idle_since", idle == null ? null : idle.toString());
        tree.put("per_hour", hourly == null ? null : hourly.cents() / 100.0);
        return tree;
    }
}
