package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Drafting;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Work;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.overview.Card;
import dev.kerf.core.overview.Machine;
import dev.kerf.core.overview.Machines;
import dev.kerf.core.share.Contention;
import dev.kerf.core.size.Proof;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether those that would share a card are busy at the same time: their measured activity is added up, moment by moment. Beyond
 * what a card gives to programs side by side nothing is shared, beyond what it gives to those that take turns it is a risk.
 */
final class Peaks {
    private static final double RISK = 0.2;
    private static final double NEARLY_ALWAYS = 0.99;
    private static final Duration WINDOW = Duration.ofDays(7);
    private final Scene scene;
    private final Map<TaskId, Track> tracks = new HashMap<>();

    Peaks(Scene scene) {
        this.scene = scene;
    }

    /** The activity of a workload's tasks. */
    Map<TaskId, Track> of(Work work) {
        Map<TaskId, Track> own = new HashMap<>();
        work.ids().forEach(id -> work.of(Signal.ACTIVITY, id).values().stream()
                .findFirst()
                .ifPresent(seen -> own.put(id, last(seen))));
        return own;
    }

    /** Keeps the activity of those that may come to share a card. */
    void keep(Map<TaskId, Track> own) {
        tracks.putAll(own);
    }

    /** The cards as a proof leaves them. */
    Cards of(Proof proof) {
        Set<TaskId> resized = proof.thousandths().keySet();
        Map<TaskId, List<Set<TaskId>>> shared = new HashMap<>();
        Machines.of(Snapshot.of(proof.after())).stream()
                .flatMap((Machine m) -> m.cards().stream())
                .map(Peaks::holders)
                .filter(ids -> ids.size() > 1 && ids.stream().anyMatch(resized::contains))
                .forEach(ids -> ids.forEach(
                        id -> shared.computeIfAbsent(id, k -> new ArrayList<>()).add(ids)));
        return new Cards(this, shared);
    }

    /** Who shares a card with whom. */
    record Cards(Peaks peaks, Map<TaskId, List<Set<TaskId>>> shared) {
        /** The guard of a workload, by the busiest of its cards; and what it risks. */
        double guard(Work work, Drafting draft) {
            double worst = 0;
            for (TaskId id : work.ids()) {
                for (Set<TaskId> card : shared.getOrDefault(id, List.of())) {
                    worst = Math.max(worst, peaks.together(card));
                }
            }
            return Peaks.guard(worst, draft);
        }
    }

    private static Set<TaskId> holders(Card card) {
        return card.holders().stream().map(Card.Holder::task).collect(java.util.stream.Collectors.toSet());
    }

    private Track last(Seen seen) {
        return seen.track().last(WINDOW, scene.now());
    }

    private static double guard(double worst, Drafting draft) {
        draft.guard(
                "peaks-apart",
                worst <= Contention.SIDE_BY_SIDE,
                "those that would share its card keep it busy to %s together in 99 of 100 moments, it bears %s"
                        .formatted(Words.percent(worst), Words.percent(Contention.SIDE_BY_SIDE)));
        return worst > Contention.TAKING_TURNS ? RISK : 0;
    }

    /** What all of a card stay below together in 99 of 100 moments. */
    private double together(Set<TaskId> card) {
        double[] sum = null;
        for (TaskId id : card) {
            Track track = tracks.get(id);
            if (track != null) {
                sum = sum == null ? new double[track.size()] : sum;
                for (int i = 0; i < Math.min(sum.length, track.size()); i++) {
                    sum[i] += Float.isNaN(track.value(i)) ? 0 : track.value(i);
                }
            }
        }
        if (sum == null || sum.length == 0) {
            return 0;
        }
        Arrays.sort(sum);
        return sum[(int) Math.ceil(NEARLY_ALWAYS * sum.length) - 1];
    }
}
