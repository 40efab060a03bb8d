package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Observation;
import dev.kerf.core.use.Gpu;
import dev.kerf.core.use.History;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds GPUs of which nothing is told any more while other GPUs of the same node are: so the node is there, and what tells
 * of its GPUs too. Of a node with one GPU {@link OnlyGpu} looks. A GPU in whose place another one is told of was replaced, and
 * one that is told of as MIG instances was cut.
 */
final class Silence {
    private static final Duration BACK = Duration.ofDays(7);
    private static final Duration STEP = Duration.ofMinutes(5);

    private Silence() {}

    static List<Sign> of(History history) {
        Map<Gpu, Instant> until = history.toldUntil(BACK);
        Map<String, List<Gpu>> nodes = new HashMap<>();
        until.keySet().forEach(gpu -> nodes.computeIfAbsent(gpu.node(), made -> new ArrayList<>())
                .add(gpu));
        List<Sign> silent = new ArrayList<>();
        nodes.values().forEach(gpus -> silent.addAll(among(gpus, until)));
        return silent;
    }

    private static List<Sign> among(List<Gpu> gpus, Map<Gpu, Instant> until) {
        Instant newest = Collections.max(gpus.stream().map(until::get).toList());
        List<Gpu> told = gpus.stream().filter(g -> newest.equals(until.get(g))).toList();
        List<Sign> silent = new ArrayList<>();
        for (Gpu gpu : gpus) {
            Instant end = java.util.Objects.requireNonNull(until.get(gpu));
            if (end.isBefore(newest) && gpu.isWhole() && told.stream().noneMatch(g -> replaces(g, gpu))) {
                silent.add(sign(gpu, told.size(), end, newest));
            }
        }
        return silent;
    }

    /** Whether it is a part of the same, or another that stands where that one stood. */
    private static boolean replaces(Gpu told, Gpu silent) {
        return told.name().startsWith(silent.name() + "/") || (silent.index() >= 0 && told.index() == silent.index());
    }

    private static Sign sign(Gpu gpu, int others, Instant end, Instant newest) {
        Duration silent = Duration.between(end, newest);
        int times = (int) silent.dividedBy(STEP);
        Observation seen = Observation.fact(
                "since anything was told of GPU %s, while %d others of node %s were told of"
                        .formatted(gpu.name(), others, gpu.node()),
                (double) silent.toMinutes(),
                (double) STEP.multipliedBy(Sign.CONFIRMED).toMinutes(),
                "min");
        return Sign.ofSilence(gpu, others, seen, times, end);
    }
}
