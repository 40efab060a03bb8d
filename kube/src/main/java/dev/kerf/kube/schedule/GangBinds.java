package dev.kerf.kube.schedule;

import dev.kerf.core.model.PartId;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.plan.Decision;
import dev.kerf.core.plan.Plan;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The bindings of a plan by gang. Those of one gang are begun all or none: when one of its pods has gone since the plan was
 * made, or is left alone for a while, the gang waits for the next.
 */
final class GangBinds {
    private final Map<PartId, Set<TaskId>> members = new HashMap<>();
    private final Set<PartId> broken = new HashSet<>();

    /** @param pending whether the pod is still there, on no node, and may be bound now */
    GangBinds(Plan plan, Predicate<TaskId> pending) {
        plan.binds().forEach(bind -> {
            PartId gang = bind.gang();
            if (gang != null) {
                members.computeIfAbsent(gang, g -> new HashSet<>()).add(bind.task());
                if (!pending.test(bind.task())) {
                    broken.add(gang);
                }
            }
        });
        members.keySet().removeAll(broken);
    }

    /** The pods to be bound, by gang. */
    Map<PartId, Set<TaskId>> members() {
        return members;
    }

    /** Whether the gang has to wait for another plan. */
    boolean broken(@Nullable PartId gang) {
        return gang != null && broken.contains(gang);
    }

    /** Whether the binding may be begun. */
    boolean mayBegin(Decision decision) {
        return !(decision instanceof Decision.Bind bind) || !broken(bind.gang());
    }
}
