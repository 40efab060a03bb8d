package dev.kerf.core.advise;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.use.Lack;
import java.util.List;

/**
 * All advice about a cluster.
 *
 * @param advice   that can be followed together, the most worthy first
 * @param aside    what was set aside since better advice lives off the same
 * @param followed what of it nothing stops, and what all have a place after: fit to be done at once
 * @param together what all that is followed saves, found by planning it together; never a sum
 * @param after    the cluster as it would then stand
 * @param held     GPUs of which anything is held now
 * @param lacks    what is wrong with the measurements
 */
public record Advised(
        List<Advice> advice,
        List<Advice> aside,
        List<Advice> followed,
        Benefit together,
        Cluster after,
        int held,
        List<Lack> lacks) {
    public Advised {
        advice = List.copyOf(advice);
        aside = List.copyOf(aside);
        followed = List.copyOf(followed);
        lacks = List.copyOf(lacks);
    }
}
