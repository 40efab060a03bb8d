package dev.kerf.objects.pod;

import dev.kerf.objects.read.Origin;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pod as its own object tells it, before other objects are asked.
 *
 * @param origin    where it, or the owner it stands for, was written
 * @param namespace never empty
 * @param name      unique in the namespace
 * @param labels    its labels
 * @param created   {@link Instant#EPOCH} where not known
 * @param owner     what made it; null: nobody
 * @param standing  where it stands; null: nowhere yet
 * @param spec      what it asks
 * @param member    the gang it says it is of; null: none
 */
public record PodDraft(
        Origin origin,
        String namespace,
        String name,
        Map<String, String> labels,
        Instant created,
        @Nullable OwnerRef owner,
        @Nullable Standing standing,
        SpecDraft spec,
        @Nullable Member member) {
    public PodDraft {
        labels = Map.copyOf(labels);
    }

    /**
     * A pod's place on a node.
     *
     * @param node    its name
     * @param group   pods of one group share a card; null where not given
     * @param leaving being terminated
     */
    public record Standing(String node, @Nullable String group, boolean leaving) {}
}
