package dev.kerf.core.fit;

import dev.kerf.core.snapshot.Snapshot;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The nodes a class of tasks may ever use as the cluster is: labels, taints, GPU model and memory. Worked out once per
 * class, since nothing that is placed changes it. Room is not looked at, except for GPUs that are not there at all.
 */
public final class Eligibility {
    private final Snapshot snapshot;
    private @Nullable NodeKinds kinds;
    private final List<Filter> filters;
    private final @Nullable BitSet[] nodes;

    public Eligibility(Snapshot snapshot) {
        this(snapshot, true);
    }

    private Eligibility(Snapshot snapshot, boolean cordons) {
        this.snapshot = snapshot;
        this.filters = Filters.fixed(snapshot, cordons);
        this.nodes = new BitSet[snapshot.classes().size()];
    }

    /** The same as if no node were cordoned, since a cordon is a passing state. */
    public static Eligibility uncordoned(Snapshot snapshot) {
        return new Eligibility(snapshot, false);
    }

    /** The nodes by number. Not to be written to. */
    public BitSet nodes(int taskClass) {
        BitSet known = nodes[taskClass];
        if (known == null) {
            known = find(taskClass);
            nodes[taskClass] = known;
        }
        return known;
    }

    private BitSet find(int taskClass) {
        BitSet found = new BitSet(snapshot.nodeCount());
        if (snapshot.classes().get(taskClass).refusals().isEmpty()) {
            kinds = kinds == null ? new NodeKinds(snapshot) : kinds;
            for (BitSet kind : kinds.kinds()) {
                int any = kind.nextSetBit(0);
                if (filters.stream().allMatch(f -> f.passes(taskClass, any))) {
                    found.or(kind);
                }
            }
        }
        return found;
    }
}
