package dev.kerf.core.plan;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Slice;
import dev.kerf.core.model.Task;
import java.util.List;

/** The plainest possible answer to "does it fit", written without any of the engine's tables. */
final class BruteForce {
    private BruteForce() {}

    static boolean fits(Cluster cluster, Task task) {
        return cluster.nodes().stream()
                .anyMatch(n -> fits(
                        n,
                        cluster.placed().stream()
                                .filter(p -> p.node().equals(n.name()))
                                .toList(),
                        task));
    }

    private static boolean fits(Node node, List<Placement> there, Task task) {
        long cpu = there.stream().mapToLong(p -> p.task().need().cpu().milli()).sum();
        long memory =
                there.stream().mapToLong(p -> p.task().need().memory().count()).sum();
        var models = task.constraints().gpuModels();
        return cpu + task.need().cpu().milli() <= node.capacity().cpu().milli()
                && memory + task.need().memory().count()
                        <= node.capacity().memory().count()
                && there.size() < node.capacity().pods()
                && (models.isEmpty() || models.contains(node.gpus().model()))
                && devices(node, there, task.need().gpu()) >= task.need().gpu().devices();
    }

    private static long devices(Node node, List<Placement> there, GpuNeed need) {
        long found = 0;
        for (int d = 0; d < node.gpus().count(); d++) {
            int device = d;
            List<Slice> held = there.stream()
                    .flatMap(p -> p.slices().stream())
                    .filter(s -> s.device() == device)
                    .toList();
            long parts = held.stream().mapToLong(s -> s.share().thousandths()).sum();
            found += room(need, 1000 - parts, node.gpus().memory().count()) ? 1 : 0;
        }
        return found;
    }

    private static boolean room(GpuNeed need, long left, long memory) {
        return switch (need) {
            case GpuNeed.None none -> true;
            case GpuNeed.Whole whole -> left == 1000;
            case GpuNeed.Fraction f -> left >= f.thousandths();
            case GpuNeed.Memory m ->
                m.perDevice().count() <= memory
                        && left >= Math.ceil(m.perDevice().count() * 1000.0 / memory);
        };
    }
}
