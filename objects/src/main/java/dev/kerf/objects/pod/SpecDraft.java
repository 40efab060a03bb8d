package dev.kerf.objects.pod;

import dev.kerf.core.model.Constraints;
import dev.kerf.core.model.Need;
import dev.kerf.core.reason.Reason;
import dev.kerf.objects.volume.VolumeUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a pod or a pod template says of itself, before other objects are asked.
 *
 * @param scheduler     whose pod it is
 * @param need          what it asks
 * @param constraints   where it may stand, but for pods' namespaces and volumes
 * @param near          required pod affinity
 * @param away          required pod anti-affinity
 * @param wishes        preferred pod affinity and anti-affinity
 * @param volumes       the claims it mounts
 * @param priority      as stated; null: by its class
 * @param priorityClass empty: none
 * @param refusals      why it cannot be placed whatever the cluster says
 */
public record SpecDraft(
        String scheduler,
        Need need,
        Constraints constraints,
        List<TermDraft> near,
        List<TermDraft> away,
        List<TermDraft> wishes,
        List<VolumeUse> volumes,
        @Nullable Integer priority,
        String priorityClass,
        List<Reason> refusals) {
    /** Whose schedulers' pods take part unless somebody says otherwise. */
    private static final Set<String> OURS = Set.of("kerf", "default-scheduler");

    public SpecDraft withVolumes(List<VolumeUse> more) {
        List<VolumeUse> all = new ArrayList<>(volumes);
        all.addAll(more);
        return new SpecDraft(scheduler, need, constraints, near, away, wishes, all, priority, priorityClass, refusals);
    }

    /** Whether it says nothing of other pods. */
    public boolean termless() {
        return near.isEmpty() && away.isEmpty() && wishes.isEmpty();
    }

    /** Whether this one of the schedulers is asked for; null: Kerf or the default one. */
    public boolean isFor(@Nullable String only) {
        return only == null ? OURS.contains(scheduler) : only.equals(scheduler);
    }
}
