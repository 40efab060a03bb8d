package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Observation;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.model.Node;
import dev.kerf.core.overview.Machine;
import dev.kerf.core.use.Gpu;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the lost GPU of a node that has no other. That nothing is told of it any more may be its exporter's fault, and that the
 * node has no GPU to give its device plugin's; so it takes both, on a node whose labels still say that there is one, while GPUs of
 * other nodes are told of. Both end too where a node starts anew, which takes a while.
 */
final class OnlyGpu {
    private static final Duration BACK = Duration.ofDays(7);
    /** As long as a node may take to start, with its driver; seen twice that is twice as long. */
    private static final Duration START = Duration.ofMinutes(15);

    private static final String COUNT = "nvidia.com/gpu.count";
    private static final String NVIDIA = "nvidia.com/";

    private OnlyGpu() {}

    static List<Sign> of(Scene scene) {
        Map<Gpu, Instant> until = scene.history().toldUntil(BACK);
        Map<String, List<Gpu>> nodes = new TreeMap<>();
        until.keySet().forEach(gpu -> nodes.computeIfAbsent(gpu.node(), made -> new ArrayList<>())
                .add(gpu));
        List<Sign> lost = new ArrayList<>();
        nodes.forEach((name, gpus) -> {
            @Nullable Machine machine = scene.machine(name);
            if (gpus.size() == 1 && gpus.getFirst().isWhole() && machine != null && hasNone(machine.node())) {
                silent(gpus.getFirst(), until).ifPresent(lost::add);
            }
        });
        return lost;
    }

    /** Whether a node that says it has one GPU has none to give: not cut, not given out by DRA, and not worked at. */
    private static boolean hasNone(Node node) {
        return node.labels().getOrDefault(COUNT, "").equals("1")
                && node.gpus().count() == 0
                && node.capacity().extended().entrySet().stream()
                        .noneMatch(e -> e.getKey().startsWith(NVIDIA) && e.getValue() > 0)
                && !node.cordoned()
                && !DeviceTaint.serves(node);
    }

    private static Optional<Sign> silent(Gpu gpu, Map<Gpu, Instant> until) {
        Instant end = Objects.requireNonNull(until.get(gpu));
        Instant newest = Collections.max(until.values());
        Duration silent = Duration.between(end, newest);
        if (silent.isZero()) {
            return Optional.empty();
        }
        Observation seen = Observation.fact(
                "since anything was told of GPU %s, the only one of node %s, which has none to give now"
                        .formatted(gpu.name(), gpu.node()),
                (double) silent.toMinutes(),
                (double) START.multipliedBy(Sign.CONFIRMED).toMinutes(),
                "min");
        return Optional.of(Sign.ofTheOnlyOne(gpu, seen, (int) silent.dividedBy(START), end));
    }
}
