package dev.kerf.core;

import dev.kerf.core.model.Share;
import dev.kerf.core.place.BestNode;
import dev.kerf.core.place.Devices;
import dev.kerf.core.place.NodeScore;
import dev.kerf.core.plan.Policy;
import dev.kerf.core.snapshot.Workspace;

/** The plainest policy: the first node by name that fits, the tightest devices. */
public final class FirstFit implements NodeScore {
    public static final Policy POLICY = (w, seed) -> new BestNode(w, new FirstFit());

    @Override
    public double score(Workspace workspace, int taskClass, int node) {
        return 0;
    }

    @Override
    public long devices(Workspace workspace, int taskClass, int node) {
        int wanted = workspace.snapshot().devicesAsked(taskClass);
        Share share = workspace.snapshot().share(taskClass, node);
        return wanted == 0 || share == null ? 0 : Devices.tightest(workspace, node, share, wanted);
    }
}
