package dev.kerf.core.fit;

import dev.kerf.core.model.Constraints;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.Taint;
import dev.kerf.core.snapshot.Rules;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.util.ArrayList;
import java.util.List;

/**
 * What a task would rather have, as a number per node: the weights of the node preferences and of the preferred company
 * that hold there, less 100 for each soft taint it does not tolerate, less the matching tasks of its own that a soft
 * spread counts in the node's domain. What people wrote comes before how well it packs. To be made anew after each
 * change where company matters.
 */
public final class Liking {
    private static final int SOFT_TAINT = 100;
    private final Workspace workspace;
    private final Constraints constraints;
    private final Rules rules;
    private final List<Rules.SpreadRule> spreads;
    private final List<int[]> counts = new ArrayList<>();

    public Liking(Workspace workspace, int taskClass) {
        this.workspace = workspace;
        this.constraints = workspace.snapshot().classes().get(taskClass).constraints();
        this.rules = workspace.snapshot().relations().rules(taskClass);
        this.spreads =
                rules.spreads().stream().filter(s -> !s.spread().required()).toList();
        spreads.forEach(s -> counts.add(SpreadFilter.count(workspace, taskClass, s)));
    }

    /** Whether any class of the snapshot could like one node more than another for its labels and taints. */
    public static boolean choosy(Snapshot snapshot, int taskClass, boolean softTaints) {
        return softTaints
                || !snapshot.classes()
                        .get(taskClass)
                        .constraints()
                        .preferences()
                        .isEmpty()
                || snapshot.relations().rules(taskClass).wishing();
    }

    /** Higher is better liked. */
    public int of(int node) {
        Node at = workspace.snapshot().node(node);
        int liking = 0;
        for (var wish : constraints.preferences()) {
            liking += wish.term().matches(at) ? wish.weight() : 0;
        }
        for (Taint taint : at.taints()) {
            boolean soft = taint.effect() == Taint.Effect.PREFER_NO_SCHEDULE;
            liking -= soft && !constraints.tolerates(taint) ? SOFT_TAINT : 0;
        }
        return liking + company(node);
    }

    private int company(int node) {
        int liking = 0;
        for (Rules.Wish wish : rules.wishes()) {
            int domain = wish.counter().domainOf(node);
            liking += domain >= 0 && workspace.count(wish.counter(), domain) > 0 ? wish.weight() : 0;
        }
        for (int i = 0; i < spreads.size(); i++) {
            int domain = spreads.get(i).domainOf(node);
            liking -= domain < 0 ? SOFT_TAINT : Math.max(0, counts.get(i)[domain]);
        }
        return liking;
    }
}
