package dev.kerf.objects;

import dev.kerf.core.model.PartId;
import dev.kerf.objects.gang.Gangs;
import dev.kerf.objects.pod.Member;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** How many pods of each gang have come. While one lacks some, another that comes changes nothing that could be decided. */
final class Gathering {
    private final Map<PartId, Integer> come = new HashMap<>();

    void add(LivePod pod) {
        count(pod, 1);
    }

    void remove(LivePod pod) {
        count(pod, -1);
    }

    /** These are all. */
    void retain(Collection<LivePod> pods) {
        come.clear();
        pods.forEach(this::add);
    }

    private void count(LivePod pod, int by) {
        Member member = pod.member();
        if (member != null) {
            come.merge(member.object(), by, (all, each) -> all + each == 0 ? null : all + each);
        }
    }

    /** Whether the pod's gang has fewer than have to start together. */
    boolean lacks(LivePod pod, Gangs gangs) {
        Member member = pod.member();
        return member != null && come.getOrDefault(member.object(), 0) < gangs.fewest(member.object());
    }
}
