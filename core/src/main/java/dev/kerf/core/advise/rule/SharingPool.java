package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Confidence;
import dev.kerf.core.advise.Observation;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Work;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.Task;
import dev.kerf.core.overview.Machine;
import dev.kerf.core.share.Capabilities;
import dev.kerf.core.share.Sharer;
import dev.kerf.core.share.Strategy;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of one model, and the pods there that have a card each and use little of it.
 *
 * @param model   of the cards
 * @param nodes   that have them
 * @param names   of the nodes
 * @param works   whose pods they are
 * @param sharers the pods
 * @param tasks   by the sharer's name
 */
record SharingPool(
        String model,
        List<Node> nodes,
        Set<String> names,
        List<Member> works,
        List<Sharer> sharers,
        Map<String, Task> tasks) {
    static final Duration WINDOW = Duration.ofDays(14);
    static final double PART = 0.99;
    /** Above it a pod keeps its card. */
    static final double BUSY = 0.7;

    private static final double FULL = 0.6;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String ISOLATION = "kerf.dev/isolation";
    private static final String DOMAIN = "kerf.dev/trust";
    private static final String ROOT = "kerf.dev/runs-as-root";

    /** Every pool, by model. */
    static List<SharingPool> of(Scene scene) {
        Map<String, List<Node>> byModel = new TreeMap<>();
        for (Machine machine : scene.machines()) {
            if (!machine.cards().isEmpty() && machine.node().gpus().memory().count() > 0) {
                byModel.computeIfAbsent(machine.fleet(), k -> new ArrayList<>()).add(machine.node());
            }
        }
        List<SharingPool> pools = new ArrayList<>();
        byModel.forEach((model, nodes) -> pools.add(of(model, nodes)));
        return pools;
    }

    private static SharingPool of(String model, List<Node> nodes) {
        Set<String> names = new TreeSet<>();
        nodes.forEach(n -> names.add(n.name()));
        SharingPool pool = new SharingPool(model, nodes, names, new ArrayList<>(), new ArrayList<>(), new HashMap<>());
        return pool;
    }

    /** Takes in a workload, where all of it stands here and each pod has one card that it uses little; null: it is not so. */
    @Nullable
    Runnable look(Work work, Scene scene) {
        boolean there = work.placements().stream().allMatch(p -> names.contains(p.node()));
        boolean alone = there && work.gpu() instanceof GpuNeed.Whole whole && whole.devices() == 1;
        return alone ? look(new Figures(work, WINDOW, scene.now()), scene) : null;
    }

    /**
     * A workload of the pool.
     *
     * @param watched  for how long
     * @param evidence what it shows
     */
    record Member(Figures figures, Duration watched, Confidence sure, List<Observation> evidence) {}

    private @Nullable Runnable look(Figures figures, Scene scene) {
        boolean known = figures.known(Signal.ACTIVITY) && figures.known(Signal.GPU_MEMORY);
        boolean busy = !known
                || figures.most(Signal.ACTIVITY, t -> t.exceeds(PART, BUSY) ? 1 : 0) > 0
                || figures.most(Signal.GPU_MEMORY, Track::max) > FULL * memory();
        if (busy) {
            return null;
        }
        Member member = new Member(
                figures,
                figures.work().watched(scene.now()),
                figures.work().confidence(Signal.ACTIVITY, scene.now()),
                SharingMode.evidence(figures, scene));
        List<Sharer> own = figures.work().placements().stream()
                .map(p -> sharer(figures, p.task()))
                .toList();
        return () -> add(member, own);
    }

    private void add(Member member, List<Sharer> own) {
        works.add(member);
        sharers.addAll(own);
        member.figures()
                .work()
                .placements()
                .forEach(p -> tasks.put(p.task().id().toString(), p.task()));
    }

    private static Sharer sharer(Figures figures, Task task) {
        return new Sharer(
                task.id().toString(),
                task.labels().getOrDefault(DOMAIN, task.id().namespace()),
                task.labels().getOrDefault(ISOLATION, "").equals("hardware"),
                load(figures.work()),
                task.labels().getOrDefault(ROOT, "").equals("true"),
                figures.most(Signal.NVLINK, Track::mean) > 0,
                figure(figures, task, Signal.ACTIVITY, PART),
                figure(figures, task, Signal.GPU_MEMORY, 1),
                Math.max(0, figure(figures, task, Signal.DRAM, 0.5)),
                hours(figures, task));
    }

    /** What serves with a latency that somebody watches has a bound on it. */
    private static Strategy.Load load(Work work) {
        if (!work.serves()) {
            return Strategy.Load.PATIENT;
        }
        return work.of(Signal.LATENCY).isEmpty() ? Strategy.Load.STEADY : Strategy.Load.ANY;
    }

    /** Zero where it is not measured: what has to be is known before. */
    private static double figure(Figures figures, Task task, Signal signal, double part) {
        return figures.work().of(signal, task.id()).values().stream()
                .mapToDouble(s -> s.track().last(WINDOW, figures.now()).quantile(part))
                .filter(v -> !Double.isNaN(v))
                .max()
                .orElse(0);
    }

    private static Track hours(Figures figures, Task task) {
        Track track = figures.work().of(Signal.ACTIVITY, task.id()).values().stream()
                .map(Seen::track)
                .findFirst()
                .orElseThrow()
                .last(WINDOW, figures.now());
        return track.step().compareTo(HOUR) < 0 ? track.by(HOUR) : track;
    }

    Node first() {
        return nodes.getFirst();
    }

    /** Of one card, in bytes; the least there is. */
    double memory() {
        return nodes.stream()
                .mapToDouble(n -> (double) n.gpus().memory().count())
                .min()
                .orElse(0);
    }

    Capabilities capabilities() {
        return Capabilities.of(nodes);
    }

    Set<String> claims() {
        Set<String> claims = new TreeSet<>(Set.of("sharing:" + model));
        works.forEach(f -> claims.addAll(Words.claims(f.figures().work())));
        return claims;
    }

    /** Of the least sure. */
    Confidence confidence() {
        return works.stream()
                .map(Member::sure)
                .min(Comparator.comparingDouble(Confidence::worth))
                .orElse(Confidence.CERTAIN);
    }
}
