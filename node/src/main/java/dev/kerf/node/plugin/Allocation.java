package dev.kerf.node.plugin;

import java.util.List;
import java.util.Map;

/** What a container gets with its devices. */
@FunctionalInterface
public interface Allocation {
    /** As NVIDIA's container runtime wants it. */
    Allocation NVIDIA = devices -> Map.of("NVIDIA_VISIBLE_DEVICES", String.join(",", devices));

    /**
     * Its environment.
     *
     * @param devices ids, as offered
     */
    Map<String, String> environment(List<String> devices);
}
