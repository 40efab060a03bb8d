package dev.kerf.kube.reserve;

import dev.kerf.core.model.Share;
import dev.kerf.core.model.Slice;
import dev.kerf.objects.pod.SharingKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a pod is told with its binding: the groups of its cards, the GPUs they are and what part of each is its. */
final class Told {
    private static final int MIB = 20;

    private Told() {}

    /** Labels and annotations; a device whose name is not known is not told. */
    static Map<String, Object> of(List<Slice> slices, List<String> groups, List<String> devices) {
        Map<String, Object> labels = new HashMap<>();
        if (groups.size() == 1) {
            labels.put(SharingKeys.GROUP, groups.getFirst());
        } else {
            groups.forEach(group -> labels.put(SharingKeys.GROUP_PREFIX + group, group));
        }
        Share share = slices.getFirst().share();
        Map<String, Object> annotations = new HashMap<>();
        annotations.put(SharingKeys.GROUPS, String.join(",", groups));
        annotations.put(SharingKeys.PORTION, share.toString());
        annotations.put(SharingKeys.VISIBLE, devices.contains("") ? "" : String.join(",", devices));
        long mebibytes = share.memory().count() >> MIB;
        if (mebibytes > 0) {
            annotations.put(SharingKeys.MEMORY_LIMIT, mebibytes + "m");
        }
        return Map.of("labels", labels, "annotations", annotations);
    }
}
