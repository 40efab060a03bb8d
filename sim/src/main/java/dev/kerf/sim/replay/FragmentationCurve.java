package dev.kerf.sim.replay;

import dev.kerf.core.snapshot.Dimensions;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import dev.kerf.sim.contender.Fragmentation;
import dev.kerf.sim.openb.OpenbPod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much of the cluster's GPU is fragmented as a trace is played; only the node that changed is measured anew. */
public final class FragmentationCurve implements Replay.Watcher {
    private static final double PERCENT = 100;
    private final List<OpenbPod> mix;
    private final Curve curve = new Curve();
    private @Nullable Fragmentation measure;
    private double[] ofNode = new double[0];
    private double total;

    /** A curve for pods like those of the list. */
    public FragmentationCurve(List<OpenbPod> mix) {
        this.mix = mix;
    }

    @Override
    public void served(int served, double percent, int node, Workspace workspace) {
        Snapshot snapshot = workspace.snapshot();
        Fragmentation known = measure;
        if (known == null) {
            known = new Fragmentation(snapshot, mix);
            begin(known, workspace);
        } else if (node != Workspace.NOWHERE) {
            measure(known, node, workspace);
        }
        measure = known;
        curve.add(percent, total / snapshot.deviceCount() / 1000 * PERCENT);
    }

    private void begin(Fragmentation known, Workspace workspace) {
        ofNode = new double[workspace.snapshot().nodeCount()];
        for (int n = 0; n < ofNode.length; n++) {
            measure(known, n, workspace);
        }
    }

    private void measure(Fragmentation known, int node, Workspace workspace) {
        Snapshot snapshot = workspace.snapshot();
        int[] free = new int[snapshot.deviceCount(node)];
        for (int d = 0; d < free.length; d++) {
            free[d] = workspace.deviceFree(snapshot.firstDevice(node) + d);
        }
        double now = known.of(node, free, free.length, workspace.free(node, Dimensions.CPU));
        total += now - ofNode[node];
        ofNode[node] = now;
    }

    /** Fragmented GPU in percent of the cluster, by arrived percent 0 to 130. */
    public double[] values() {
        return curve.values();
    }
}
