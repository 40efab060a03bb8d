package dev.kerf.core.snapshot;

import dev.kerf.core.model.Constraints;
import dev.kerf.core.model.Need;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.reason.Reason;
import java.util.List;
import java.util.Map;

/**
 * Tasks that no rule of placement can tell apart: same need, same constraints, and the same labels and namespace as far
 * as any constraint of the cluster looks at them.
 *
 * @param index       position among the snapshot's classes
 * @param need        what each asks
 * @param constraints where each may stand
 * @param namespace   shared namespace; empty where no constraint looks at namespaces
 * @param labels      the labels that constraints look at
 * @param refusals    why none can be placed whatever the nodes say
 */
public record TaskClass(
        int index,
        Need need,
        Constraints constraints,
        String namespace,
        Map<String, String> labels,
        List<Reason> refusals) {
    /** The identity by which pod terms judge members of this class. */
    TaskId anyMember() {
        return new TaskId(namespace, "");
    }
}
