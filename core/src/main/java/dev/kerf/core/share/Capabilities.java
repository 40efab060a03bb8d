package dev.kerf.core.share;

import dev.kerf.core.model.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What all nodes of a pool can do, read from their labels: those that GPU feature discovery writes, and {@code kerf.dev/can-…}
 * for what nobody else tells. What no label says, a node cannot do.
 *
 * @param all     of every node
 * @param driver  the lowest release of the driver; 0: not told
 * @param told    whether GPU feature discovery has written anything
 * @param sharing how the device plugin shares the cards now; empty: it does not
 */
public record Capabilities(Set<Capability> all, int driver, boolean told, String sharing) {
    private static final String NVIDIA = "nvidia.com/";
    private static final int MEMORY_LIMITS = 615;

    public Capabilities {
        all = Set.copyOf(all);
    }

    /** What each of these nodes can do. */
    public static Capabilities of(Collection<Node> nodes) {
        Set<Capability> all = EnumSet.allOf(Capability.class);
        nodes.forEach(n -> all.removeIf(c -> !has(n.labels(), c)));
        int driver = nodes.stream().mapToInt(n -> driver(n.labels())).min().orElse(0);
        boolean told = nodes.stream().allMatch(n -> driver(n.labels()) > 0);
        String sharing = nodes.stream()
                .map(n -> n.labels().getOrDefault(NVIDIA + "gpu.sharing-strategy", "none"))
                .filter(s -> !s.equals("none"))
                .findFirst()
                .orElse("");
        return new Capabilities(all, driver, told, sharing);
    }

    private static boolean has(Map<String, String> labels, Capability capability) {
        return switch (capability) {
            case MIG -> says(labels, NVIDIA + "mig.capable", "true") && says(labels, NVIDIA + "mig.strategy", "mixed");
            case MPS -> says(labels, NVIDIA + "mps.capable", "true");
            case DRIVER_615 -> driver(labels) >= MEMORY_LIMITS;
            case DYNAMIC_MIG, MEMORY_LIMITS, NAMESPACES, DRA, DRA_MPS, HAMI ->
                labels.getOrDefault(key(capability), "").equals("true");
        };
    }

    private static String key(Capability capability) {
        return capability.label().substring(0, capability.label().indexOf('='));
    }

    private static boolean says(Map<String, String> labels, String key, String value) {
        return labels.getOrDefault(key, "").equals(value);
    }

    private static int driver(Map<String, String> labels) {
        String major = labels.getOrDefault(
                NVIDIA + "cuda.driver-version.major", labels.getOrDefault(NVIDIA + "cuda.driver.major", ""));
        return major.matches("[0-9]{1,6}") ? Integer.parseInt(major) : 0;
    }

    /** What of this is not there. */
    public List<Capability> lacks(Collection<Capability> wanted) {
        return wanted.stream().filter(c -> !all.contains(c)).toList();
    }

    /** {@code a driver of release 615 (it is 570); MPS (no label nvidia.com/mps.capable=true)}. */
    public String missing(Collection<Capability> wanted) {
        List<String> words = new ArrayList<>();
        for (Capability capability : lacks(wanted)) {
            String found = capability == Capability.DRIVER_615 && driver > 0
                    ? " (it is " + driver + ")"
                    : " (" + capability.label() + ")";
            words.add(capability.words() + found);
        }
        return String.join("; ", words);
    }

    /** {@code MIG with strategy mixed, MPS}. */
    @Override
    public String toString() {
        return all.stream().sorted().map(Capability::words).collect(Collectors.joining(", "));
    }
}
