package dev.kerf.core.overview;

import dev.kerf.core.reason.Fit;
import dev.kerf.core.reason.Reason;
import java.util.List;

/**
 * Tasks that stay pending for one reason.
 *
 * @param fit       not now or never
 * @param reason    theirs
 * @param tasks     how many
 * @param workloads theirs, {@code NAMESPACE/KIND/NAME}, each once, in name order
 */
public record Waiting(Fit fit, Reason reason, int tasks, List<String> workloads) {
    public Waiting {
        workloads = List.copyOf(workloads);
    }
}
