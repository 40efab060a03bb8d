package dev.kerf.core.place;

import dev.kerf.core.fit.Eligibility;
import dev.kerf.core.snapshot.Workspace;
import java.util.BitSet;

/** Places each task on the best scored node that fits, the first by name among equals. */
public final class BestNode implements Placer {
    private final Workspace workspace;
    private final NodeScore score;
    private final RankedGroups ranked;
    private final Scan scan;

    public BestNode(Workspace workspace, NodeScore score) {
        this.workspace = workspace;
        this.score = score;
        Eligibility eligibility = new Eligibility(workspace.snapshot());
        this.ranked = new RankedGroups(workspace, score, eligibility);
        this.scan = new Scan(workspace, eligibility, score);
    }

    @Override
    public int place(int task) {
        int taskClass = workspace.snapshot().classOf(task);
        return put(task, scan.needed(taskClass) ? scan.best(taskClass) : ranked.best(taskClass));
    }

    @Override
    public int place(int task, BitSet within) {
        return put(task, scan.best(workspace.snapshot().classOf(task), within));
    }

    private int put(int task, int node) {
        int taskClass = workspace.snapshot().classOf(task);
        if (node != Workspace.NOWHERE) {
            workspace.place(task, node, score.devices(workspace, taskClass, node));
        }
        return node;
    }
}
