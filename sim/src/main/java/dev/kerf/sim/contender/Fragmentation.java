package dev.kerf.sim.contender;

import dev.kerf.core.model.Share;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.sim.openb.OpenbPod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of a node's idle GPU the next pod, drawn from a known mix, is expected not to be able to use.
 *
 * <p>Weng et al., "Beware of Fragmentation: Scheduling GPU-Sharing Workloads with Fragmentation Gradient Descent",
 * USENIX ATC 2023, §3. The six causes are summed apart and then together, since the published curves depend on the
 * order of the additions.
 */
public final class Fragmentation {
    private static final int LACKS_BOTH = 0;
    private static final int LACKS_GPU = 1;
    private static final int LACKS_CPU = 2;
    private static final int CPU_ONLY_FITS = 3;
    private static final int CPU_ONLY_LACKS = 4;
    private static final int NO_ACCESS = 5;

    private final int[] cpuMilli;
    private final int[] gpus;
    private final int[] gpuMilli;
    private final double[] chance;
    private final Map<String, boolean[]> access = new HashMap<>();
    private final boolean[][] accessOfNode;

    /** The measure for the nodes of a snapshot and pods like those of the list. */
    public Fragmentation(Snapshot snapshot, List<OpenbPod> mix) {
        List<PodKind.Likely> typical = new ArrayList<>(PodKind.typical(mix));
        this.cpuMilli = typical.stream().mapToInt(t -> t.kind().cpuMilli()).toArray();
        this.gpus = typical.stream().mapToInt(t -> t.kind().gpus()).toArray();
        this.gpuMilli = typical.stream().mapToInt(t -> t.kind().gpuMilli()).toArray();
        this.chance = typical.stream().mapToDouble(PodKind.Likely::chance).toArray();
        this.accessOfNode = new boolean[snapshot.nodeCount()][];
        for (int n = 0; n < accessOfNode.length; n++) {
            String model = snapshot.node(n).gpus().model();
            accessOfNode[n] = access.computeIfAbsent(model, m -> accessible(m, typical));
        }
    }

    private static boolean[] accessible(String model, List<PodKind.Likely> typical) {
        boolean[] found = new boolean[typical.size()];
        for (int m = 0; m < found.length; m++) {
            String spec = typical.get(m).kind().gpuSpec();
            found[m] = spec.isEmpty() || List.of(spec.split("\\|")).contains(model);
        }
        return found;
    }

    /**
     * The fragmentation of a node, in thousandths of a GPU.
     *
     * @param free    what each of its devices has left
     * @param freeCpu thousandths of a core it has left
     */
    public double of(int node, int[] free, int devices, long freeCpu) {
        double idle = 0;
        for (int d = 0; d < devices; d++) {
            idle += free[d];
        }
        double[] causes = new double[NO_ACCESS + 1];
        for (int m = 0; m < chance.length; m++) {
            boolean cpu = freeCpu >= cpuMilli[m];
            if (gpus[m] == 0) {
                causes[cpu ? CPU_ONLY_FITS : CPU_ONLY_LACKS] += chance[m] * idle;
            } else if (!accessOfNode[node][m]) {
                causes[NO_ACCESS] += chance[m] * idle;
            } else {
                add(causes, m, free, devices, idle, cpu);
            }
        }
        return causes[0] + causes[1] + causes[2] + causes[3] + causes[4] + causes[5];
    }

    private void add(double[] causes, int m, int[] free, int devices, double idle, boolean cpu) {
        int fitting = 0;
        double unusable = 0;
        for (int d = 0; d < devices; d++) {
            if (free[d] >= gpuMilli[m]) {
                fitting++;
            } else {
                unusable += free[d];
            }
        }
        boolean gpu = fitting >= gpus[m];
        if (gpu && cpu) {
            causes[LACKS_GPU] += chance[m] * unusable;
        } else {
            causes[gpu ? LACKS_CPU : cpu ? LACKS_GPU : LACKS_BOTH] += chance[m] * idle;
        }
    }

    /** Idle thousandths, for the ratio of fragmented to idle. */
    public static int whole(int devices) {
        return devices * Share.WHOLE;
    }
}
