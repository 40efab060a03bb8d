package dev.kerf.sim.contender;

import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Share;
import dev.kerf.core.place.Devices;
import dev.kerf.core.snapshot.Dimensions;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;

/**
 * What each class of a trace asks, in the plain numbers the published formulas are written in.
 *
 * @param cpuMilli thousandths of a core by class
 * @param gpus     devices by class
 * @param gpuMilli thousandths of each device by class
 */
record Asks(int[] cpuMilli, int[] gpus, int[] gpuMilli) {
    static Asks of(Snapshot snapshot) {
        int classes = snapshot.classes().size();
        int[] cpu = new int[classes];
        int[] gpus = new int[classes];
        int[] milli = new int[classes];
        for (int c = 0; c < classes; c++) {
            cpu[c] = (int) snapshot.need(c)[Dimensions.CPU];
            GpuNeed gpu = snapshot.gpuNeed(c);
            gpus[c] = gpu.devices();
            milli[c] = gpu instanceof GpuNeed.Fraction f ? f.thousandths() : gpus[c] > 0 ? Share.WHOLE : 0;
        }
        return new Asks(cpu, gpus, milli);
    }

    boolean share(int taskClass) {
        return gpus[taskClass] == 1 && gpuMilli[taskClass] < Share.WHOLE;
    }

    int demand(int taskClass) {
        return gpus[taskClass] * gpuMilli[taskClass];
    }

    /** The usual choice of devices: a part goes where least is left, whole devices in index order. */
    long devices(Workspace workspace, int taskClass, int node) {
        if (share(taskClass)) {
            return Devices.tightest(workspace, node, shareOf(workspace, taskClass, node), 1);
        }
        return Devices.firstWhole(workspace, node, gpus[taskClass]);
    }

    static Share shareOf(Workspace workspace, int taskClass, int node) {
        Share share = workspace.snapshot().share(taskClass, node);
        if (share == null) {
            throw new IllegalStateException("node " + node + " cannot serve class " + taskClass);
        }
        return share;
    }
}
