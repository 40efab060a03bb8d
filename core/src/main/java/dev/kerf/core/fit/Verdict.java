package dev.kerf.core.fit;

import dev.kerf.core.reason.Fit;
import dev.kerf.core.reason.Reason;
import java.util.List;

/**
 * The answer for a class of tasks over all nodes, with the sentence and what befell the nodes.
 *
 * @param fit    fits, not now, never
 * @param reason the binding one where it does not fit; what speaks for a node where it does
 * @param ruledOut what befell the nodes, in the order of the filters
 */
public record Verdict(Fit fit, Reason reason, List<RuledOut> ruledOut) {
    public Verdict {
        ruledOut = List.copyOf(ruledOut);
    }

    /** So many nodes, ruled out for one thing. */
    public record RuledOut(String why, int count) {}
}
