package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Drafting;
import dev.kerf.core.advise.Kind;
import dev.kerf.core.advise.Rule;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.WhatIf;
import dev.kerf.core.advise.Work;
import dev.kerf.core.model.Need;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.overview.Machine;
import dev.kerf.core.share.MigModel;
import dev.kerf.core.share.MigModels;
import dev.kerf.core.share.MigProfile;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** R07: work in MIG instances that smaller ones would hold. */
final class MigFit implements Rule {
    private static final Duration WINDOW = Duration.ofDays(14);
    private static final double DAYS = 7;
    private static final double COVERAGE = 0.9;
    private static final double HEADROOM = 1.1;
    private static final double PART = 0.98;
    private static final double HOURS = 24;

    /**
     * A workload and the instances it needs.
     *
     * @param each  instances of each pod
     * @param bytes of memory it needs
     * @param part  of a whole card's compute it needs
     */
    record Fit(Work work, MigModel model, MigProfile from, MigProfile to, int each, double bytes, double part) {
        int count() {
            return each * work.placements().size();
        }
    }

    @Override
    public List<Draft> drafts(Scene scene) {
        return fits(scene).stream().map(fit -> draft(scene, fit)).toList();
    }

    /** All work whose instances are larger than they need to be. */
    static List<Fit> fits(Scene scene) {
        List<Fit> fits = new ArrayList<>();
        for (Work work : scene.works()) {
            Fit fit = fit(scene, work);
            if (fit != null) {
                fits.add(fit);
            }
        }
        return fits;
    }

    private static @Nullable Fit fit(Scene scene, Work work) {
        Machine machine = scene.machine(work.placements().getFirst().node());
        MigModel model = machine == null ? null : MigModels.of(machine.node());
        if (model == null || work.first().need().extended().isEmpty()) {
            return null;
        }
        Figures figures = new Figures(work, WINDOW, scene.now());
        if (!figures.known(Signal.GPU_MEMORY) || !figures.known(Signal.ACTIVITY)) {
            return null;
        }
        for (Map.Entry<String, Long> asked : work.first().need().extended().entrySet()) {
            MigProfile from = model.profile(MigProfile.named(asked.getKey()));
            if (from != null && alike(work, from, asked.getValue())) {
                return fit(figures, model, from, Math.toIntExact(asked.getValue()));
            }
        }
        return null;
    }

    private static boolean alike(Work work, MigProfile profile, long count) {
        return work.placements().stream()
                .allMatch(p -> p.task().need().extended().getOrDefault(profile.resource(), 0L) == count);
    }

    private static @Nullable Fit fit(Figures figures, MigModel model, MigProfile from, int each) {
        double bytes = figures.most(Signal.GPU_MEMORY, Track::max) * HEADROOM;
        double part = figures.most(Signal.ACTIVITY, t -> t.quantile(PART)) * from.part();
        return model.withoutMedia().stream()
                .filter(p -> p.memory().count() >= bytes && p.part() >= part)
                .filter(p -> p.share(model) < from.share(model))
                .min(Comparator.comparingDouble(p -> p.share(model)))
                .map(to -> new Fit(figures.work(), model, from, to, each, bytes, part))
                .orElse(null);
    }

    private static Draft draft(Scene scene, Fit fit) {
        Figures figures = new Figures(fit.work(), WINDOW, scene.now());
        MigModel model = fit.model();
        double share = fit.from().share(model) - fit.to().share(model);
        Drafting draft = Drafting.of(Kind.R07, fit.work().target())
                .over(WINDOW)
                .claims(Words.claims(fit.work()))
                .frees(share * fit.count() * HOURS)
                .sure(fit.work().confidence(Signal.GPU_MEMORY, scene.now()))
                .risks(0.2, "its memory runs out, where it grows beyond what was seen");
        reckoned(fit, draft);
        figures.show(
                draft,
                Signal.GPU_MEMORY,
                "max_over_time",
                Track::max,
                (double) fit.to().memory().count(),
                "bytes");
        figures.show(draft, Signal.ACTIVITY, "quantile_over_time(0.98, ", t -> t.quantile(PART), Double.NaN, "");
        guards(scene, fit, figures, draft);
        return draft.changes(WhatIf.asking(needs(fit)))
                .doing(new Action.Extended(
                        fit.work().target(), fit.from().resource(), fit.to().resource(), fit.each()));
    }

    private static void reckoned(Fit fit, Drafting draft) {
        MigModel model = fit.model();
        draft.reckons(
                        "the smallest profile with memory ≥ %s (max × %.1f) and compute ≥ %s of a card (q98 × %s)"
                                .formatted(
                                        Words.gib(fit.bytes()),
                                        HEADROOM,
                                        Words.percent(fit.part()),
                                        Words.percent(fit.from().part())),
                        "%s instead of %s for %d pods"
                                .formatted(
                                        fit.to(),
                                        fit.from(),
                                        fit.work().placements().size()))
                .part("memory needed", Words.gib(fit.bytes()))
                .part("compute needed", Words.percent(fit.part()) + " of a card")
                .part(fit.from().name(), said(fit.from(), model))
                .part(fit.to().name(), said(fit.to(), model));
    }

    private static String said(MigProfile profile, MigModel model) {
        return String.format(
                Locale.ROOT,
                "%s, %.1f %% of the multiprocessors, %.3f of a card",
                Words.gib((double) profile.memory().count()),
                profile.part() * 100,
                profile.share(model));
    }

    private static Map<TaskId, Need> needs(Fit fit) {
        Map<TaskId, Need> needs = new TreeMap<>();
        fit.work().placements().forEach(p -> {
            Map<String, Long> extended = new TreeMap<>(p.task().need().extended());
            extended.remove(fit.from().resource());
            extended.merge(fit.to().resource(), (long) fit.each(), Long::sum);
            needs.put(p.task().id(), p.task().need().withExtended(extended));
        });
        return needs;
    }

    private static void guards(Scene scene, Fit fit, Figures figures, Drafting draft) {
        figures.enough(draft, Signal.GPU_MEMORY, DAYS, COVERAGE);
        figures.own(draft, Signal.ACTIVITY);
        boolean pool = !fit.work().of(Signal.KV_CACHE).isEmpty();
        draft.guard(
                "engine-memory-first",
                !pool,
                pool
                        ? "its engine fills what it is given: its memory has to be set first (R19)"
                        : "no engine that fills its memory was seen");
        draft.guard(
                "media-engines",
                !fit.from().media(),
                fit.from().media()
                        ? "its instance has the card's media engines; whether it uses them is not measured"
                        : "its instance has no media engines to lose");
        long free = free(scene, fit.to());
        draft.guard(
                "profile-offered",
                free >= fit.count(),
                "%d of %s are free, %d are wanted%s"
                        .formatted(
                                free,
                                fit.to(),
                                fit.count(),
                                free >= fit.count() ? "" : "; a layout that has them is for R09"));
    }

    /** Instances of the profile that nobody holds. */
    static long free(Scene scene, MigProfile profile) {
        return scene.machines().stream()
                .filter(m -> !m.node().cordoned())
                .mapToLong(m -> m.node().capacity().extended().getOrDefault(profile.resource(), 0L)
                        - m.extended().getOrDefault(profile.resource(), 0L))
                .sum();
    }
}
