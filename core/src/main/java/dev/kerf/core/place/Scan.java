package dev.kerf.core.place;

import dev.kerf.core.fit.Company;
import dev.kerf.core.fit.Eligibility;
import dev.kerf.core.fit.Liking;
import dev.kerf.core.model.Taint;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.util.BitSet;

/**
 * The long way to the best node, for tasks that care for company or have wishes: every eligible node is looked at; best
 * liked comes first, then best scored, then first by name.
 */
public final class Scan {
    private final Workspace workspace;
    private final Eligibility eligibility;
    private final NodeScore score;
    private final boolean[] needed;

    public Scan(Workspace workspace, Eligibility eligibility, NodeScore score) {
        this.workspace = workspace;
        this.eligibility = eligibility;
        this.score = score;
        this.needed = needed(workspace.snapshot());
    }

    private static boolean[] needed(Snapshot snapshot) {
        boolean softTaints = false;
        for (int n = 0; n < snapshot.nodeCount(); n++) {
            softTaints |=
                    snapshot.node(n).taints().stream().anyMatch(t -> t.effect() == Taint.Effect.PREFER_NO_SCHEDULE);
        }
        boolean[] needed = new boolean[snapshot.classes().size()];
        for (int c = 0; c < needed.length; c++) {
            needed[c] = snapshot.relations().rules(c).binding() || Liking.choosy(snapshot, c, softTaints);
        }
        return needed;
    }

    /** Whether the class has to go this way. */
    public boolean needed(int taskClass) {
        return needed[taskClass];
    }

    /** The best node, or {@link Workspace#NOWHERE}. */
    public int best(int taskClass) {
        return bestOf(taskClass, eligibility.nodes(taskClass));
    }

    /** The best of certain nodes, or {@link Workspace#NOWHERE}. */
    public int best(int taskClass, BitSet within) {
        BitSet nodes = (BitSet) within.clone();
        nodes.and(eligibility.nodes(taskClass));
        return bestOf(taskClass, nodes);
    }

    private int bestOf(int taskClass, BitSet nodes) {
        Company company = new Company(workspace, taskClass);
        Liking liking = new Liking(workspace, taskClass);
        int best = Workspace.NOWHERE;
        int bestLiked = 0;
        double bestScore = NodeScore.OUT;
        for (int n = nodes.nextSetBit(0); n >= 0; n = nodes.nextSetBit(n + 1)) {
            if (score.hasRoom(workspace, taskClass, n) && company.allows(n)) {
                int liked = liking.of(n);
                double scored = score.score(workspace, taskClass, n);
                if (best < 0 || liked > bestLiked || (liked == bestLiked && scored > bestScore)) {
                    best = n;
                    bestLiked = liked;
                    bestScore = scored;
                }
            }
        }
        return best;
    }
}
