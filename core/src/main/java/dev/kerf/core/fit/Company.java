package dev.kerf.core.fit;

import dev.kerf.core.snapshot.Workspace;
import java.util.List;

/**
 * Whether a node's company allows a task of one class, as the workspace stands now: host ports, pod affinity and
 * anti-affinity, topology spread. To be made anew after each change.
 */
public final class Company {
    private final List<Filter> filters;
    private final int taskClass;

    public Company(Workspace workspace, int taskClass) {
        this.filters = Filters.company(workspace, taskClass);
        this.taskClass = taskClass;
    }

    public boolean allows(int node) {
        for (Filter filter : filters) {
            if (!filter.passes(taskClass, node)) {
                return false;
            }
        }
        return true;
    }
}
