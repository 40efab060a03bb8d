package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Confidence;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Drafting;
import dev.kerf.core.advise.Kind;
import dev.kerf.core.advise.Observation;
import dev.kerf.core.advise.OneByOne;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Target;
import dev.kerf.core.advise.Work;
import dev.kerf.core.forecast.Forecast;
import dev.kerf.core.forecast.Forecaster;
import dev.kerf.core.forecast.Scope;
import dev.kerf.core.model.Task;
import dev.kerf.core.reason.Count;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** R24: how many GPUs of a model will be held in a week and a day, beside how many there are and what waits. */
final class CapacityAhead implements OneByOne {
    private static final Duration HISTORY = Duration.ofDays(28);
    private static final Duration STEP = Duration.ofHours(6);
    private static final int HORIZON = 28;
    private static final double COVERAGE = 0.9;
    private static final int LEAST_DAYS = 14;

    @Override
    public Look begin(Scene scene) {
        return new Sums(scene);
    }

    /** The GPUs of a model: their nodes, how many they are, and how many anybody held, over time. */
    private static final class Fleet {
        private final Set<String> nodes = new HashSet<>();
        private final float[] sums = new float[Math.toIntExact(HISTORY.dividedBy(STEP))];
        private final boolean[] told = new boolean[sums.length];
        private int there;

        void add(Fleet more) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += more.sums[i];
                told[i] |= more.told[i];
            }
        }

        Track held(Instant from) {
            float[] held = new float[sums.length];
            for (int i = 0; i < held.length; i++) {
                held[i] = told[i] ? sums[i] : Float.NaN;
            }
            return Track.of(from, STEP, held);
        }
    }

    /** The GPUs that were held, added up workload by workload. */
    private static final class Sums implements Look {
        private final Scene scene;
        private final Instant from;
        private final Map<String, Fleet> fleets = new TreeMap<>();

        Sums(Scene scene) {
            this.scene = scene;
            this.from = scene.now().minus(HISTORY);
            scene.machines().stream().filter(m -> !m.cards().isEmpty()).forEach(m -> {
                Fleet fleet = fleets.computeIfAbsent(m.fleet(), k -> new Fleet());
                fleet.there += m.cards().size();
            });
            scene.machines().stream().filter(m -> fleets.containsKey(m.fleet())).forEach(m -> fleets.getOrDefault(
                            m.fleet(), new Fleet())
                    .nodes
                    .add(m.node().name()));
        }

        @Override
        public Noted at(Work work) {
            List<Fleet> own = fleets.values().stream()
                    .filter(fleet -> work.placements().stream().anyMatch(p -> fleet.nodes.contains(p.node())))
                    .toList();
            if (own.isEmpty()) {
                return Noted.NOTHING;
            }
            Fleet held = new Fleet();
            add(work, held);
            return Noted.keeping(() -> own.forEach(fleet -> fleet.add(held)));
        }

        private void add(Work work, Fleet fleet) {
            work.all().forEach((seat, signals) -> {
                Seen seen = signals.get(Signal.ACTIVITY);
                if (seen != null && !seat.device().isEmpty()) {
                    CapacityAhead.add(seen.track(), from, fleet.sums, fleet.told);
                }
            });
        }

        @Override
        public List<Draft> end() {
            List<Draft> drafts = new ArrayList<>();
            fleets.forEach((model, fleet) -> {
                Draft draft = draft(scene, model, fleet.there, fleet.held(from));
                if (draft != null) {
                    drafts.add(draft);
                }
            });
            return drafts;
        }
    }

    private static void add(Track track, Instant from, float[] sums, boolean[] told) {
        for (int i = 0; i < sums.length; i++) {
            Instant begin = from.plus(STEP.multipliedBy(i));
            if (!begin.plus(STEP).isAfter(track.start())) {
                continue;
            }
            double part = track.coverage(begin, begin.plus(STEP));
            sums[i] += (float) part;
            told[i] |= part > 0;
        }
    }

    private static @Nullable Draft draft(Scene scene, String model, int there, Track held) {
        Forecast forecast = forecast(held, there);
        double waiting = waiting(scene);
        if (forecast == null) {
            return null;
        }
        double high = forecast.interval().high() + waiting;
        int change = (int) Math.ceil(high) - there;
        return change == 0 ? null : draft(model, there, held, forecast, waiting, change);
    }

    private static @Nullable Forecast forecast(Track held, int there) {
        Forecaster forecaster = new Forecaster(new Scope(held.start(), STEP, HORIZON, there, COVERAGE));
        for (int i = 0; i < held.size(); i++) {
            forecaster.observe(held.value(i));
        }
        return forecaster.forecast();
    }

    private static double waiting(Scene scene) {
        return scene.cluster().pending().stream()
                .mapToInt((Task t) -> t.need().gpu().devices())
                .sum();
    }

    private static Draft draft(String model, int there, Track held, Forecast forecast, double waiting, int change) {
        double days = held.count() * STEP.toHours() / 24.0;
        String what = change > 0
                ? "%s of model %s more".formatted(Count.of(change, "GPU"), model)
                : "%s of model %s fewer".formatted(Count.of(-change, "GPU"), model);
        Drafting draft = Drafting.of(Kind.R24, new Target.OfFleet(model))
                .over(HISTORY)
                .claims(Set.of("fleet:" + model))
                .sees(new Observation(
                        "count(DCGM_FI_PROF_SM_ACTIVE{pod!=\"\"})", held.mean(), there, held.coverage(), "GPUs", held))
                .reckons("upper end of the 90 % interval a week ahead + what waits − what is there", what)
                .part("forecast", forecast.toString())
                .part("waiting", String.format(Locale.ROOT, "%.0f GPUs", waiting))
                .part("there", Count.of(there, "GPU"))
                .sure(new Confidence(days, 1, 1, COVERAGE))
                .risks(0.1, "nobody, until somebody buys or gives back");
        draft.guard(
                "enough-history",
                days >= LEAST_DAYS,
                String.format(Locale.ROOT, "%.1f days of figures, a forecast of a week wants %d", days, LEAST_DAYS));
        return draft.doing(new Action.Manifest(what, "# budget entry\nmodel: " + model + "\ngpus: " + change + "\n"));
    }
}
