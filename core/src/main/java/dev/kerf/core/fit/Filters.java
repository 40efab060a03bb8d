package dev.kerf.core.fit;

import dev.kerf.core.snapshot.Dimensions;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The order in which things rule nodes out: first what the node is, then how large it is, then the cordon, then what is
 * left, then the company. Within sizes, GPUs come first, since they are what people look for.
 */
final class Filters {
    private Filters() {}

    /** The filters whose answer no placement changes, sizes of counted resources apart. */
    static List<Filter> fixed(Snapshot snapshot, boolean cordons) {
        List<Filter> all = new ArrayList<>(labels(snapshot));
        all.add(new GpuFilters.MemoryStated(snapshot));
        all.add(new GpuFilters.Size(snapshot));
        if (cordons) {
            all.add(new TaintFilters.Cordon(snapshot));
        }
        return List.copyOf(all);
    }

    /** All filters, in order, for one class. */
    static List<Filter> all(Workspace workspace, Workspace empty, int taskClass) {
        Snapshot snapshot = workspace.snapshot();
        List<Filter> all = new ArrayList<>(labels(snapshot));
        all.add(new GpuFilters.MemoryStated(snapshot));
        all.add(new GpuFilters.Size(snapshot));
        inOrder(snapshot).forEach(d -> all.add(new RoomFilters.Size(empty, d)));
        all.add(new TaintFilters.Cordon(snapshot));
        all.add(new GpuFilters.Free(workspace));
        inOrder(snapshot).forEach(d -> all.add(new RoomFilters.Free(workspace, d)));
        all.addAll(company(workspace, taskClass));
        return List.copyOf(all);
    }

    /** The filters that look at what else stands there, for one state of the workspace. */
    static List<Filter> company(Workspace workspace, int taskClass) {
        return List.of(
                new CompanyFilters.Ports(workspace),
                new CompanyFilters.Near(workspace),
                new CompanyFilters.Away(workspace),
                new SpreadFilter(workspace, taskClass));
    }

    private static List<Filter> labels(Snapshot snapshot) {
        return List.of(
                new LabelFilters.Model(snapshot),
                new LabelFilters.Selector(snapshot),
                new LabelFilters.Affinity(snapshot),
                new LabelFilters.Volumes(snapshot),
                new TaintFilters.Taints(snapshot));
    }

    private static List<Integer> inOrder(Snapshot snapshot) {
        List<Integer> order = new ArrayList<>(
                IntStream.range(Dimensions.EPHEMERAL + 1, snapshot.dimensions().count())
                        .boxed()
                        .toList());
        order.addAll(List.of(Dimensions.CPU, Dimensions.MEMORY, Dimensions.EPHEMERAL, Dimensions.PODS));
        return order;
    }
}
