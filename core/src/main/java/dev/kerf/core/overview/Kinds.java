package dev.kerf.core.overview;

import dev.kerf.core.fit.Eligibility;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Share;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.util.Arrays;

/** The kinds of GPU tasks a cluster has, standing and waiting: the best guess at what comes next. */
final class Kinds {
    private final Workspace workspace;
    private final Snapshot snapshot;
    private final Eligibility eligibility;
    private final int[] classes;
    private final double[] weights;

    Kinds(Workspace workspace) {
        this.workspace = workspace;
        this.snapshot = workspace.snapshot();
        this.eligibility = new Eligibility(snapshot);
        double[] counts = new double[snapshot.classes().size()];
        for (int t = 0; t < snapshot.taskCount(); t++) {
            counts[snapshot.classOf(t)]++;
        }
        this.classes = snapshot.classes().stream()
                .filter(c -> c.refusals().isEmpty() && !(c.need().gpu() instanceof GpuNeed.None))
                .mapToInt(c -> c.index())
                .toArray();
        this.weights = Arrays.stream(classes).mapToDouble(c -> counts[c]).toArray();
    }

    /** What is lost of the free GPU of a node. */
    Idle idle(int node) {
        double free = Math.max(0, workspace.gpuFree(node)) / (double) Share.WHOLE;
        int[] own = own(node);
        if (snapshot.node(node).cordoned() || (own.length == 0 && classes.length > 0)) {
            return new Idle(free, free, 0, 0);
        }
        return new Idle(
                free, 0, free == 0 ? 0 : stranded(own, node, free), free == 0 ? 0 : fragmented(own, node, free));
    }

    /** Positions of the kinds that may stand on the node. */
    private int[] own(int node) {
        return java.util.stream.IntStream.range(0, classes.length)
                .filter(k -> eligibility.nodes(classes[k]).get(node))
                .toArray();
    }

    /** The free GPU beyond what the node's leanest kinds could use before a counted resource runs out. */
    private double stranded(int[] own, int node, double free) {
        if (own.length == 0) {
            return 0;
        }
        double reach = free;
        for (int d = 0; d < snapshot.dimensions().count(); d++) {
            double most = 0;
            for (int k : own) {
                most = Math.max(most, reach(classes[k], node, d, free));
            }
            reach = Math.min(reach, most);
        }
        boolean none = Arrays.stream(own).noneMatch(k -> workspace.hasCounted(classes[k], node));
        return none ? free : free - reach;
    }

    /** The GPU that tasks of the class could use of the node until this one resource runs out. */
    private double reach(int taskClass, int node, int dimension, double free) {
        long need = snapshot.need(taskClass)[dimension];
        double asked = gpu(taskClass, node);
        return need == 0 ? free : Math.max(0, workspace.free(node, dimension)) / (double) need * asked;
    }

    private double gpu(int taskClass, int node) {
        Share share = snapshot.share(taskClass, node);
        return share == null ? 0 : snapshot.devicesAsked(taskClass) * share.thousandths() / (double) Share.WHOLE;
    }

    /** The free GPU that a task drawn from the node's kinds is expected not to be able to use. */
    private double fragmented(int[] own, int node, double free) {
        double weight = 0;
        double sum = 0;
        for (int k : own) {
            weight += weights[k];
            sum += weights[k] * unusable(classes[k], node, free);
        }
        return weight == 0 ? 0 : sum / weight;
    }

    private double unusable(int taskClass, int node, double free) {
        if (!workspace.hasRoom(taskClass, node)) {
            return free;
        }
        Share share = snapshot.share(taskClass, node);
        long usable = share == null ? 0 : workspace.devicesWithRoom(share, node);
        double left = 0;
        for (int d = 0; d < snapshot.deviceCount(node); d++) {
            if ((usable & 1L << d) == 0) {
                left += Math.max(0, workspace.deviceFree(snapshot.firstDevice(node) + d));
            }
        }
        return left / Share.WHOLE;
    }
}
