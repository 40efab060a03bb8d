package dev.kerf.objects;

import dev.kerf.core.model.PartId;
import dev.kerf.objects.gang.Gangs;
import dev.kerf.objects.pod.Member;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many pods of each gang have come. While one lacks some, another that comes changes nothing that could be decided. */
final class Gathering {
    private final Map<PartId, Integer> come = new HashMap<>();

    /** One is there instead of the other; null: none was before, or is now. */
    void replace(@Nullable LivePod before, @Nullable LivePod pod) {
        count(before, -1);
        count(pod, 1);
    }

    /** These are all. */
    void retain(Collection<LivePod> pods) {
        come.clear();
        pods.forEach(pod -> count(pod, 1));
    }

    private void count(@Nullable LivePod pod, int by) {
        Member member = pod == null ? null : pod.member();
        if (member != null) {
            come.merge(member.object(), by, (all, each) -> all + each == 0 ? null : all + each);
        }
    }

    /** Whether the pod's gang has fewer than have to start together. */
    boolean lacks(LivePod pod, Gangs gangs) {
        Member member = pod.member();
        return member != null && come.getOrDefault(member.object(), 0) < gangs.fewest(member);
    }
}
