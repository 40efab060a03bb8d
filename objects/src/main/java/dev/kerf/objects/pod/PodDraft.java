package dev.kerf.objects.pod;

import dev.kerf.objects.read.Origin;
import dev.kerf.objects.terms.TermsDraft;
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
 * @param terms     on what terms it says it uses the cluster
 * @param nominated the node it was promised; null: none
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
        @Nullable Member member,
        TermsDraft terms,
        @Nullable String nominated) {
    public PodDraft {
        labels = Map.copyOf(labels);
    }

    /** Whether nothing differs on which a decision could turn: when it began and saved its work weighs, and no more. */
    public boolean decidesAs(PodDraft other) {
        return (standing == null || other.standing == null)
                ? equals(other)
                : equals(new PodDraft(
                        other.origin,
                        other.namespace,
                        other.name,
                        other.labels,
                        other.created,
                        other.owner,
                        new Standing(other.standing.node, other.standing.group, standing.since, other.standing.goneBy),
                        other.spec,
                        other.member,
                        other.terms.withCheckpoint(terms.checkpoint()),
                        other.nominated));
    }

    /**
     * A pod's place on a node.
     *
     * @param node    its name
     * @param group   pods of one group share a card; null where not given
     * @param since   when it began; {@link Instant#EPOCH} where not known
     * @param goneBy  being terminated, and to be gone by then; null: it stays
     */
    public record Standing(
            String node,
            @Nullable String group,
            Instant since,
            @Nullable Instant goneBy) {
        /** Being terminated. */
        public boolean leaving() {
            return goneBy != null;
        }
    }
}
