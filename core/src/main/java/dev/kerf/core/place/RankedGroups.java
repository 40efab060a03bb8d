package dev.kerf.core.place;

import dev.kerf.core.fit.Eligibility;
import dev.kerf.core.model.Need;
import dev.kerf.core.snapshot.Group;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The best node for a class of tasks, found through one {@link ScoreIndex} per need and group. Classes that differ only
 * in which groups they may use share their indexes.
 */
public final class RankedGroups {
    private final Workspace workspace;
    private final NodeScore score;
    private final Eligibility eligibility;
    private final Map<Key, ScoreIndex> shared = new HashMap<>();
    private final ScoreIndex[] @Nullable [] byClass;

    private record Key(Need need, int group, BitSet eligible) {}

    public RankedGroups(Workspace workspace, NodeScore score, Eligibility eligibility) {
        this.workspace = workspace;
        this.score = score;
        this.eligibility = eligibility;
        this.byClass = new ScoreIndex[workspace.snapshot().classes().size()] @Nullable [];
    }

    /** The first by name of the best nodes, or {@link Workspace#NOWHERE}. */
    public int best(int taskClass) {
        double top = NodeScore.OUT;
        int node = Workspace.NOWHERE;
        for (ScoreIndex index : indexes(taskClass)) {
            double rivals = index.top();
            if (rivals >= top && rivals != NodeScore.OUT) {
                int rival = index.node();
                node = rivals > top || rival < node ? rival : node;
                top = rivals;
            }
        }
        return node;
    }

    /** The indexes of the groups that hold nodes the class may use. */
    public ScoreIndex[] indexes(int taskClass) {
        ScoreIndex[] known = byClass[taskClass];
        if (known == null) {
            known = find(taskClass);
            byClass[taskClass] = known;
        }
        return known;
    }

    private ScoreIndex[] find(int taskClass) {
        Snapshot snapshot = workspace.snapshot();
        BitSet eligible = eligibility.nodes(taskClass);
        List<ScoreIndex> found = new ArrayList<>();
        for (Group group : snapshot.groups()) {
            BitSet here = within(group, eligible);
            if (!here.isEmpty()) {
                Key key = new Key(snapshot.classes().get(taskClass).need(), group.index(), here);
                found.add(shared.computeIfAbsent(key, k -> new ScoreIndex(workspace, score, group, here, taskClass)));
            }
        }
        return found.toArray(ScoreIndex[]::new);
    }

    private static BitSet within(Group group, BitSet eligible) {
        BitSet here = new BitSet();
        for (int node : group.nodes()) {
            here.set(node, eligible.get(node));
        }
        return here;
    }
}
