package dev.kerf.sim.contender;

import dev.kerf.sim.openb.OpenbPod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A specification that many pods of a list share, as FGD counts them (memory is not looked at).
 *
 * @param cpuMilli thousandths of a core
 * @param gpuMilli thousandths of each device
 * @param gpus     devices
 * @param gpuSpec  models allowed, as the list writes them
 */
record PodKind(int cpuMilli, int gpuMilli, int gpus, String gpuSpec) {
    private static final double COVERED = 0.95;
    private static final Comparator<PodKind> LARGER_FIRST = Comparator.comparingInt(PodKind::cpuMilli)
            .thenComparingInt(PodKind::gpuMilli)
            .thenComparingInt(PodKind::gpus)
            .thenComparing(PodKind::gpuSpec)
            .reversed();

    /** A kind and how likely the next pod is of it. */
    record Likely(PodKind kind, double chance) {}

    /** The commonest kinds that make up 95 % of the pods, and their chances among themselves. */
    static List<Likely> typical(List<OpenbPod> mix) {
        Map<PodKind, Integer> counts = new HashMap<>();
        mix.forEach(p ->
                counts.merge(new PodKind((int) p.cpu().milli(), p.gpuMilli(), p.gpus(), p.gpuSpec()), 1, Integer::sum));
        List<Map.Entry<PodKind, Integer>> common = counts.entrySet().stream()
                .sorted(Map.Entry.<PodKind, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(LARGER_FIRST)))
                .toList();
        double all = mix.size();
        int covered = 0;
        int kept = 0;
        while (kept < common.size() && covered < COVERED * all) {
            covered += common.get(kept++).getValue();
        }
        List<Likely> typical = new ArrayList<>();
        for (Map.Entry<PodKind, Integer> e : common.subList(0, kept)) {
            typical.add(new Likely(e.getKey(), e.getValue() / all / (covered / all)));
        }
        return List.copyOf(typical);
    }
}
