package dev.kerf.contest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * One run, or the medians of several. {@link Double#NaN} stands for what there is no figure of.
 *
 * @param run                 its number, from 1; 0: medians
 * @param bound               pods that were bound
 * @param seconds             from the first creation, or the scheduler's launch, to the last binding; where there is no
 *                            room, to the verdict that stood
 * @param podsPerS            pods by that time
 * @param steadyPodsPerS      between the 10th and the 90th hundredth of the bindings
 * @param p50Ms               half of the pods were bound so soon after their creation was asked for, or after the launch
 * @param p99Ms               99 of 100 pods
 * @param schedulerCpuMsPerPod by the scheduler's process, its start included where that counts
 * @param schedulerRssMib     the most it had
 * @param writesPerPod        requests to change something by the contender's own user
 */
public record Row(
        String shape,
        String contender,
        int run,
        int pods,
        int nodes,
        int bound,
        double seconds,
        double podsPerS,
        double steadyPodsPerS,
        double p50Ms,
        double p99Ms,
        double schedulerCpuMsPerPod,
        double schedulerRssMib,
        double writesPerPod) {

    /** For each shape and contender one row: the median of each figure. */
    public static List<Row> medians(List<Row> runs) {
        Map<String, List<Row>> together = new LinkedHashMap<>();
        runs.forEach(row -> together.computeIfAbsent(row.shape + " " + row.contender, k -> new ArrayList<>())
                .add(row));
        return together.values().stream().map(Row::median).toList();
    }

    private static Row median(List<Row> rows) {
        Row first = rows.getFirst();
        int bound = rows.stream().mapToInt(Row::bound).min().orElse(0);
        return new Row(
                first.shape,
                first.contender,
                0,
                first.pods,
                first.nodes,
                bound,
                of(rows, Row::seconds),
                of(rows, Row::podsPerS),
                of(rows, Row::steadyPodsPerS),
                of(rows, Row::p50Ms),
                of(rows, Row::p99Ms),
                of(rows, Row::schedulerCpuMsPerPod),
                of(rows, Row::schedulerRssMib),
                of(rows, Row::writesPerPod));
    }

    private static double of(List<Row> rows, ToDoubleFunction<Row> figure) {
        double[] sorted = rows.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
