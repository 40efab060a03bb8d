package dev.kerf.core.place;

import dev.kerf.core.fit.Company;
import dev.kerf.core.fit.Eligibility;
import dev.kerf.core.fit.Liking;
import dev.kerf.core.model.Taint;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.util.BitSet;

/**
 * Places tasks one after the other, each on the best node of those that fit: best liked, then best scored, then first by
 * name. Tasks that care neither for company nor have wishes go through the {@link RankedGroups} index; the others look
 * at every eligible node.
 */
public final class BestNode implements Placer {
    private final Workspace workspace;
    private final NodeScore score;
    private final Eligibility eligibility;
    private final RankedGroups ranked;
    private final boolean[] plain;

    public BestNode(Workspace workspace, NodeScore score) {
        this.workspace = workspace;
        this.score = score;
        this.eligibility = new Eligibility(workspace.snapshot());
        this.ranked = new RankedGroups(workspace, score, eligibility);
        this.plain = plain(workspace.snapshot());
    }

    private static boolean[] plain(Snapshot snapshot) {
        boolean softTaints = false;
        for (int n = 0; n < snapshot.nodeCount(); n++) {
            softTaints |=
                    snapshot.node(n).taints().stream().anyMatch(t -> t.effect() == Taint.Effect.PREFER_NO_SCHEDULE);
        }
        boolean[] plain = new boolean[snapshot.classes().size()];
        for (int c = 0; c < plain.length; c++) {
            plain[c] = !snapshot.relations().rules(c).binding() && !Liking.choosy(snapshot, c, softTaints);
        }
        return plain;
    }

    @Override
    public int place(int task) {
        int taskClass = workspace.snapshot().classOf(task);
        int node = plain[taskClass] ? ranked.best(taskClass) : bestOfAll(taskClass);
        if (node != Workspace.NOWHERE) {
            workspace.place(task, node, score.devices(workspace, taskClass, node));
        }
        return node;
    }

    private int bestOfAll(int taskClass) {
        BitSet nodes = eligibility.nodes(taskClass);
        Company company = new Company(workspace, taskClass);
        Liking liking = new Liking(workspace, taskClass);
        int best = Workspace.NOWHERE;
        long bestRank = Long.MIN_VALUE;
        for (int n = nodes.nextSetBit(0); n >= 0; n = nodes.nextSetBit(n + 1)) {
            if (workspace.hasRoom(taskClass, n) && company.allows(n)) {
                long rank = ((long) liking.of(n) << Integer.SIZE) + score.score(workspace, taskClass, n);
                best = rank > bestRank ? n : best;
                bestRank = Math.max(rank, bestRank);
            }
        }
        return best;
    }
}
