package dev.kerf.core.worth;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How much of a node's free GPU the expected tasks would leave unused, because its CPU or memory runs out first or its
 * free devices do not come in the numbers asked for.
 *
 * <p>In the manner of the fragmentation of Weng et al. (USENIX ATC 2023), but fluid: a kind that needs more CPU per GPU
 * than the node has left for each free GPU strands the part it cannot reach. Per model, the expected part is kept as a
 * table over CPU per GPU and one over memory per GPU, read with linear interpolation.
 */
final class Stranding {
    private static final int CELLS = 514;
    private static final int LAST = CELLS - 2;
    private static final double CELLS_PER_CORE = 8;
    private static final double CELLS_PER_GIB = 2;
    private static final double NOTHING = 1e-9;

    private final double[][] byCpu;
    private final double[][] byMemory;
    private final double[][] weights;
    /** By model: for each number of free devices how many of them each count that is asked for can use. */
    private final double[][] usable;

    Stranding(Mix mix, ShareWorth worth, Models models, Knobs knobs) {
        int all = models.count();
        this.byCpu = new double[all][CELLS];
        this.byMemory = new double[all][CELLS];
        this.weights = new double[all][];
        this.usable = new double[all][];
        for (int m = 0; m < all; m++) {
            tabulate(m, mix, worth, models, knobs);
        }
    }

    private void tabulate(int model, Mix mix, ShareWorth worth, Models models, Knobs knobs) {
        double total = 0;
        double[] byCount = new double[Long.SIZE + 1];
        for (Kind kind : mix.kinds()) {
            double each = kind.demand(worth);
            if (each > 0 && (models.bits(kind.models()) >> model & 1) != 0) {
                double demand = kind.weight() * each;
                total += demand;
                if (kind.whole() > 1) {
                    byCount[Math.min(kind.whole(), Long.SIZE)] += demand;
                } else {
                    addTo(byCpu[model], demand, kind.cores() / each, CELLS_PER_CORE);
                    addTo(byMemory[model], demand, kind.gib() / each, CELLS_PER_GIB);
                }
            }
        }
        divide(byCpu[model], total);
        divide(byMemory[model], total);
        keepCounts(model, byCount, total, knobs);
    }

    private static void addTo(double[] table, double demand, double perGpu, double cells) {
        for (int i = 0; i < CELLS && i / cells < perGpu; i++) {
            table[i] += demand * (1 - i / cells / perGpu);
        }
    }

    private static void divide(double[] table, double total) {
        for (int i = 0; i < CELLS; i++) {
            table[i] = total > 0 ? table[i] / total : 0;
        }
    }

    private void keepCounts(int model, double[] byCount, double total, Knobs knobs) {
        int[] counts =
                IntStream.range(2, byCount.length).filter(k -> byCount[k] > 0).toArray();
        weights[model] = Arrays.stream(counts)
                .mapToDouble(k -> knobs.multi() * byCount[k] / total)
                .toArray();
        usable[model] = IntStream.rangeClosed(0, Long.SIZE)
                .flatMap(whole -> Arrays.stream(counts).map(count -> count * (whole / count)))
                .asDoubleStream()
                .toArray();
    }

    /**
     * The GPUs' worth expected to be left unused.
     *
     * @param worth of the node's free GPU
     * @param whole devices nobody holds anything of
     * @param cores free
     * @param gib   free
     */
    double of(int model, double worth, int whole, double cores, double gib) {
        if (worth < NOTHING) {
            return 0;
        }
        double stranded = ofShort(model, worth, cores, gib);
        double[] weight = weights[model];
        int row = whole * weight.length;
        for (int i = 0; i < weight.length; i++) {
            stranded += weight[i] * (worth - usable[model][row + i]);
        }
        return stranded;
    }

    /** The part of it that is left unused because CPU or memory runs short. */
    double ofShort(int model, double worth, double cores, double gib) {
        if (worth < NOTHING) {
            return 0;
        }
        double cpu = read(byCpu[model], cores / worth * CELLS_PER_CORE);
        double memory = read(byMemory[model], gib / worth * CELLS_PER_GIB);
        return worth * Math.max(cpu, memory);
    }

    /** How much of any GPU taken the other part may shrink by, at most: the part that comes of free devices' numbers. */
    double ofCounts(int model) {
        return Arrays.stream(weights[model]).sum();
    }

    private static double read(double[] table, double at) {
        if (at >= LAST) {
            return table[LAST];
        }
        int cell = Math.max(0, (int) at);
        return table[cell] + (table[cell + 1] - table[cell]) * (Math.max(0, at) - cell);
    }
}
