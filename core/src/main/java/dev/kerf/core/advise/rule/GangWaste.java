package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Drafting;
import dev.kerf.core.advise.Kind;
import dev.kerf.core.advise.OneByOne;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Work;
import dev.kerf.core.model.Placement;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** R22: a gang in which one rank does nothing, or much less than the others, so that all wait for it. */
final class GangWaste implements OneByOne {
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final double IDLE = 0.02;
    private static final double BUSY = 0.3;
    private static final double STRAGGLES = 0.5;
    private static final int HOURS = 24;

    @Override
    public Look begin(Scene scene) {
        return work -> {
            List<Draft> drafts = new ArrayList<>();
            boolean gang = work.placements().size() > 1 && (work.first().part() != null || work.batch());
            Map<String, Double> ranks = gang ? ranks(work, scene) : Map.of();
            if (ranks.size() > 1) {
                judge(work, scene, ranks, drafts);
            }
            return Noted.of(drafts);
        };
    }

    /** The mean activity of each pod. */
    private static Map<String, Double> ranks(Work work, Scene scene) {
        Map<String, Double> ranks = new TreeMap<>();
        work.of(Signal.ACTIVITY).forEach((seat, seen) -> {
            double mean = seen.track().last(WINDOW, scene.now()).mean();
            if (!Double.isNaN(mean)) {
                ranks.merge(seat.pod(), mean, Math::min);
            }
        });
        return ranks;
    }

    private static void judge(Work work, Scene scene, Map<String, Double> ranks, List<Draft> drafts) {
        List<Double> sorted = ranks.values().stream().sorted().toList();
        double median = sorted.get(sorted.size() / 2);
        Map.Entry<String, Double> least =
                ranks.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow();
        if (median > BUSY && least.getValue() < STRAGGLES * median) {
            drafts.add(draft(work, scene, ranks, least, median));
        }
    }

    private static Draft draft(
            Work work, Scene scene, Map<String, Double> ranks, Map.Entry<String, Double> least, double median) {
        String node = work.placements().stream()
                .filter(p -> p.task().id().name().equals(least.getKey()))
                .map(Placement::node)
                .findFirst()
                .orElse("");
        boolean idle = least.getValue() < IDLE;
        double lost =
                idle ? work.held() / 1000.0 / ranks.size() : work.held() / 1000.0 * (1 - least.getValue() / median);
        Drafting draft = Drafting.of(Kind.R22, work.target()).over(WINDOW).claims(java.util.Set.of("gang:" + work));
        work.of(Signal.ACTIVITY).forEach((seat, seen) -> {
            Track last = seen.track().last(WINDOW, scene.now());
            draft.sees(Words.observed("avg_over_time", seen, seat, last, last.mean(), STRAGGLES * median, ""));
        });
        draft.reckons(
                        "ranks wait for the slowest: lost = GPUs × (1 − slowest ÷ median); an idle rank loses its own",
                        "%s %s on node %s".formatted(least.getKey(), idle ? "does nothing" : "straggles", node))
                .part("median rank", Words.percent(median))
                .part("slowest rank", Words.percent(least.getValue()))
                .part("lost", String.format(Locale.ROOT, "%.1f GPUs", lost))
                .frees(lost * HOURS)
                .sure(work.confidence(Signal.ACTIVITY, scene.now()))
                .risks(0.1, "nobody, until somebody acts");
        guards(work, scene, ranks, draft);
        return draft.doing(new Action.Manifest(
                "look at node " + node + ", and keep the gang off it if it is the node",
                "# the slowest rank of " + work + " is on " + node + "\nkubectl cordon " + node + "\n"));
    }

    private static void guards(Work work, Scene scene, Map<String, Double> ranks, Drafting draft) {
        boolean all = ranks.size() == work.placements().size();
        draft.guard(
                "all-ranks-measured",
                all,
                "%d of %d ranks are measured"
                        .formatted(ranks.size(), work.placements().size()));
        Duration age = Duration.between(work.youngest(), scene.now());
        draft.guard(
                "begun",
                age.compareTo(WINDOW.multipliedBy(2)) >= 0,
                "its youngest rank began %d min ago; loading takes its time".formatted(age.toMinutes()));
    }
}
