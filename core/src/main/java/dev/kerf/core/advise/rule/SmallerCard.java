package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Drafting;
import dev.kerf.core.advise.Kind;
import dev.kerf.core.advise.OneByOne;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Work;
import dev.kerf.core.card.CardModel;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Node;
import dev.kerf.core.overview.Machine;
import dev.kerf.core.price.Price;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** R10: work with whole cards that a cheaper model would hold and keep up with. */
final class SmallerCard implements OneByOne {
    private static final Duration WINDOW = Duration.ofDays(14);
    private static final double PART = 0.99;
    private static final double BUSY = 0.8;
    private static final double HEADROOM = 1.15;
    private static final double FP64 = 0.01;

    /**
     * What a workload needs of a card.
     *
     * @param devices  cards of each pod
     * @param activity of its card, q99
     * @param bytes    of memory, with headroom
     * @param features it was seen to use
     */
    record Wants(int devices, double activity, double bytes, Set<CardModel.Feature> features) {}

    /**
     * A model it could have.
     *
     * @param speed against the present one
     */
    record Candidate(Node node, CardModel model, Price price, double speed, double activity) {
        double cost() {
            return price.perGpu().doubleValue() / speed;
        }
    }

    @Override
    public Look begin(Scene scene) {
        return work -> {
            Draft draft = draft(scene, work);
            return draft == null ? Noted.NOTHING : Noted.of(List.of(draft));
        };
    }

    private static @Nullable Draft draft(Scene scene, Work work) {
        Figures figures = new Figures(work, WINDOW, scene.now());
        Machine machine = scene.machine(work.placements().getFirst().node());
        if (machine == null
                || !(work.gpu() instanceof GpuNeed.Whole)
                || !figures.known(Signal.ACTIVITY)
                || !figures.known(Signal.GPU_MEMORY)) {
            return null;
        }
        CardModel now = Market.model(machine.node());
        Price price = Market.price(scene, machine.node());
        if (now == null || price == null) {
            return null;
        }
        Candidate present = new Candidate(machine.node(), now, price, 1, 0);
        Wants wants = wants(figures);
        Candidate best = Market.best(scene, present, wants, BUSY);
        return best == null ? null : draft(scene, figures, present, wants, best);
    }

    private static Wants wants(Figures figures) {
        Set<CardModel.Feature> features = EnumSet.noneOf(CardModel.Feature.class);
        if (figures.most(Signal.FP64, Track::max) > FP64) {
            features.add(CardModel.Feature.FP64);
        }
        if (figures.most(Signal.NVLINK, Track::max) > 0) {
            features.add(CardModel.Feature.NVLINK);
        }
        if (figures.work()
                .first()
                .labels()
                .getOrDefault("kerf.dev/precision", "")
                .equals("fp8")) {
            features.add(CardModel.Feature.FP8);
        }
        return new Wants(
                figures.work().first().need().gpu().devices(),
                figures.most(Signal.ACTIVITY, t -> t.quantile(PART)),
                figures.most(Signal.GPU_MEMORY, Track::max) * HEADROOM,
                features);
    }

    private static Draft draft(Scene scene, Figures figures, Candidate present, Wants wants, Candidate best) {
        Work work = figures.work();
        String product = best.node().gpus().model();
        Drafting draft = Drafting.of(Kind.R10, work.target())
                .over(WINDOW)
                .claims(Words.claims(work))
                .reckons(
                        "least price ÷ speed among models with memory ≥ %s, what it uses of %s, and q99 activity ÷ speed ≤ %.1f"
                                .formatted(Words.gib(wants.bytes()), features(wants), BUSY),
                        "%s instead of %s".formatted(best.model(), present.model()))
                .part("memory needed", Words.gib(wants.bytes()))
                .part("speed", String.format(Locale.ROOT, "%.2f of the present one", best.speed()))
                .part(
                        "q99 activity",
                        "%s now, %s then".formatted(Words.percent(wants.activity()), Words.percent(best.activity())))
                .part("price now", present.price().toString())
                .part("price then", best.price().toString())
                .part("features used", features(wants))
                .sure(work.confidence(Signal.ACTIVITY, scene.now()))
                .risks(0.35, "its latency, where it was bound by what the smaller card has less of");
        figures.show(
                draft, Signal.ACTIVITY, "quantile_over_time(0.99, ", t -> t.quantile(PART), BUSY * best.speed(), "");
        figures.show(
                draft,
                Signal.GPU_MEMORY,
                "max_over_time",
                Track::max,
                best.model().usable(),
                "bytes");
        guards(figures, best, draft);
        Market.prove(scene, work, present, best, draft);
        return draft.doing(
                new Action.Selector(work.target(), new TreeMap<>(Map.of("nvidia.com/gpu.product", product))));
    }

    private static String features(Wants wants) {
        return wants.features().isEmpty()
                ? "no FP64, NVLink or FP8"
                : wants.features().toString();
    }

    private static void guards(Figures figures, Candidate best, Drafting draft) {
        figures.enough(draft, Signal.ACTIVITY, 14, 0.9);
        figures.own(draft, Signal.ACTIVITY);
        boolean pool = !figures.work().of(Signal.KV_CACHE).isEmpty();
        draft.guard(
                "engine-memory-first",
                !pool,
                pool
                        ? "its engine fills what it is given: its memory has to be set first (R19)"
                        : "no engine that fills its memory was seen");
        boolean canary = figures.work().placements().size() > 1;
        draft.guard(
                "one-replica-first",
                canary,
                canary
                        ? "one of its pods can try the other card while the rest stay"
                        : "it has one pod: try a copy of it on %s first".formatted(best.model()));
        boolean known = !Double.isNaN(figures.most(Signal.DRAM, Track::mean));
        draft.guard(
                "memory-traffic-measured",
                known,
                known
                        ? "its memory traffic was measured; the speed counts the slower of arithmetic and memory"
                        : "DCGM_FI_PROF_DRAM_ACTIVE is not there, so nothing says what it is bound by");
    }
}
