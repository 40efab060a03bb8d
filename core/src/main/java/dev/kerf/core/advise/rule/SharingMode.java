package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Drafting;
import dev.kerf.core.advise.Kind;
import dev.kerf.core.advise.Observation;
import dev.kerf.core.advise.OneByOne;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Target;
import dev.kerf.core.advise.WhatIf;
import dev.kerf.core.advise.Work;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Need;
import dev.kerf.core.model.Share;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.share.Comparison;
import dev.kerf.core.share.MigModels;
import dev.kerf.core.share.Sharer;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * R08: the way of sharing that suits the pods of one model's nodes that have a card each and use little of it. All ways are
 * compared; what rules one out is said, with what the nodes would need for one that saves more.
 */
final class SharingMode implements OneByOne {
    private static final double NEVER = 2;

    @Override
    public Look begin(Scene scene) {
        List<SharingPool> pools = SharingPool.of(scene);
        return new Look() {
            @Override
            public Noted at(Work work) {
                List<Runnable> keeps = pools.stream()
                        .map(pool -> pool.look(work, scene))
                        .filter(Objects::nonNull)
                        .toList();
                return keeps.isEmpty() ? Noted.NOTHING : Noted.keeping(() -> keeps.forEach(Runnable::run));
            }

            @Override
            public List<Draft> end() {
                return SharingMode.drafts(pools);
            }
        };
    }

    private static List<Draft> drafts(List<SharingPool> pools) {
        List<Draft> drafts = new ArrayList<>();
        for (SharingPool pool : pools) {
            Draft draft = pool.sharers().size() < 2 ? null : draft(pool);
            if (draft != null) {
                drafts.add(draft);
            }
        }
        return drafts;
    }

    /** What is advised; where only loads that go together speak against sharing, that. Null: nothing. */
    private static @Nullable Draft draft(SharingPool pool) {
        List<Comparison.Finding> findings = findings(pool, Comparison.TOGETHER);
        boolean apart = Comparison.best(findings).saved() > 0;
        List<Comparison.Finding> shown = apart ? findings : findings(pool, NEVER);
        Comparison.Finding best = Comparison.best(shown);
        Comparison.Finding better = Comparison.better(shown);
        if (best.saved() == 0 && better == null) {
            return null;
        }
        return draft(pool, shown, best, better, apart || best.saved() == 0);
    }

    private static List<Comparison.Finding> findings(SharingPool pool, double together) {
        return new Comparison(pool.sharers(), pool.memory(), MigModels.of(pool.first()), pool.capabilities(), together)
                .findings();
    }

    private static Draft draft(
            SharingPool pool,
            List<Comparison.Finding> findings,
            Comparison.Finding best,
            Comparison.@Nullable Finding better,
            boolean apart) {
        int pods = pool.sharers().size();
        Drafting draft = Drafting.of(Kind.R08, new Target.OfFleet(pool.model()))
                .over(SharingPool.WINDOW)
                .claims(pool.claims())
                .reckons(
                        "for each way: who may share, Σ max memory × 1.1 + 0.5 GiB ≤ 90 % of the card, Σ q99 activity ≤ 90 %, "
                                + "ρ of hourly loads ≤ 0.7; the way that needs fewest cards",
                        "%d pods on %d cards of %s by %s"
                                .formatted(
                                        pods,
                                        pods - best.saved(),
                                        pool.model(),
                                        best.strategy().words()))
                .sure(pool.confidence())
                .risks(
                        best.strategy().commonFate() ? 0.4 : 0.25,
                        best.strategy().commonFate()
                                ? "one pod's fault reaches all on its card, and none of them may run as root"
                                : "neighbours wait for each other when both are busy");
        pool.works().forEach(w -> w.evidence().forEach(draft::sees));
        parts(pool, findings, best, better, draft);
        guards(pool, best, apart, draft);
        return draft.changes(change(pool, best))
                .doing(new Action.Manifest(
                        "share %s by %s".formatted(pool.model(), best.strategy().words()),
                        SharingManifest.of(pool, best)));
    }

    static List<Observation> evidence(Figures figures, Scene scene) {
        List<Observation> shown = new ArrayList<>(figures.shown(
                Signal.ACTIVITY, "quantile_over_time(0.99, ", t -> t.quantile(SharingPool.PART), SharingPool.BUSY, ""));
        shown.addAll(figures.shown(Signal.GPU_MEMORY, "max_over_time", Track::max, Double.NaN, "bytes"));
        return shown.stream().map(scene::shown).toList();
    }

    private static void parts(
            SharingPool pool,
            List<Comparison.Finding> findings,
            Comparison.Finding best,
            Comparison.@Nullable Finding better,
            Drafting draft) {
        for (Comparison.Finding finding : findings) {
            String saved =
                    finding.saved() + " cards fewer; " + finding.strategy().change();
            draft.part(
                    finding.strategy() + " " + finding.strategy().words(),
                    finding.excluded().isEmpty() ? saved : "out: " + finding.excluded());
        }
        for (int g = 0; g < best.groups().size(); g++) {
            draft.part(
                    "card " + (g + 1),
                    best.groups().get(g).stream().map(Sharer::name).collect(Collectors.joining(", ")));
        }
        draft.part(
                "uses",
                best.strategy().needs().isEmpty()
                        ? "nothing the nodes must have"
                        : pool.capabilities().toString());
        draft.part(
                "to do better",
                better == null
                        ? "no other way saves more cards"
                        : "%s would save %d cards more; it %s"
                                .formatted(
                                        better.strategy().words(), better.saved() - best.saved(), better.excluded()));
    }

    private static void guards(SharingPool pool, Comparison.Finding best, boolean apart, Drafting draft) {
        SharingPool.Member least = pool.works().getFirst();
        for (SharingPool.Member member : pool.works()) {
            least = member.watched().compareTo(least.watched()) < 0 ? member : least;
        }
        least.figures().enough(draft, Signal.ACTIVITY, 7, 0.9);
        double most = most(best);
        draft.guard(
                "loads-apart",
                apart,
                String.format(
                        Locale.ROOT,
                        "loads of pods that would share go together by ρ = %.2f at most, this wants 0.70",
                        most));
        told(pool, draft);
        draft.guard(
                "saves-cards",
                best.saved() > 0,
                best.saved() > 0 ? best.saved() + " cards fewer" : "the nodes as they are cannot share better");
    }

    /** What is known of the nodes, and of single pods on them. */
    private static void told(SharingPool pool, Drafting draft) {
        String sharing = pool.capabilities().sharing();
        draft.guard(
                "not-shared-yet",
                sharing.isEmpty(),
                sharing.isEmpty()
                        ? "the cards are not shared now, so the pods' figures are their own"
                        : "the cards are shared by " + sharing + " now: figures of single pods cannot be believed");
        draft.guard(
                "capabilities-told",
                pool.capabilities().told(),
                pool.capabilities().told()
                        ? "the nodes' labels tell what they can do"
                        : "no label nvidia.com/cuda.driver-version.major: GPU feature discovery has not told what the nodes can do");
    }

    private static double most(Comparison.Finding best) {
        double most = 0;
        for (List<Sharer> group : best.groups()) {
            for (int i = 0; i < group.size(); i++) {
                for (int j = 0; j < i; j++) {
                    most = Math.max(most, group.get(i).correlation(group.get(j)));
                }
            }
        }
        return most;
    }

    /** For the planner each of a group of n asks for 1/n of a card: never fewer cards than groups. */
    private static WhatIf change(SharingPool pool, Comparison.Finding best) {
        Map<TaskId, Need> needs = new TreeMap<>();
        for (List<Sharer> group : best.groups()) {
            for (Sharer sharer : group) {
                Task task = pool.tasks().get(sharer.name());
                if (task != null) {
                    GpuNeed part = new GpuNeed.Fraction(Share.WHOLE / group.size(), 1);
                    needs.put(task.id(), task.need().withGpu(part));
                }
            }
        }
        return needs.isEmpty() ? WhatIf.NONE : WhatIf.asking(needs);
    }
}
