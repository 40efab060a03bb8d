package dev.kerf.objects.share;

import dev.kerf.core.model.TopologyConstraint;
import dev.kerf.core.model.TopologyLevels;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.terms.TopologyAsk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Topology objects: KAI's, whose levels may go by other names than their labels, and Kueue's. */
public final class Topologies {
    /** The API groups in which the kind is meant. */
    public static final Set<String> GROUPS = Set.of("kai.scheduler", "kueue.x-k8s.io");

    private final SortedMap<String, Levels> known = new TreeMap<>();

    /** One object: its levels, and their labels by the names it gives them. */
    private record Levels(TopologyLevels levels, Map<String, String> aliases) {}

    /** The object is there, or has changed; its problems are the object's. */
    boolean put(Item item) {
        List<String> labels = new ArrayList<>();
        Map<String, String> aliases = new HashMap<>();
        for (Field level : item.root().at("spec", "levels").items()) {
            String label = level.get("nodeLabel").text();
            String alias = level.get("alias").text();
            if (label.isEmpty() || labels.contains(label)) {
                level.wrong(
                        label.isEmpty() ? "names no nodeLabel; it is left out" : "is there already; it is left out");
                continue;
            }
            labels.add(label);
            if (!alias.isEmpty()) {
                aliases.put(alias, label);
            }
        }
        Levels now = new Levels(new TopologyLevels(item.name(), labels), Map.copyOf(aliases));
        return !now.equals(known.put(key(item.group(), item.name()), now));
    }

    boolean remove(Item item) {
        return known.remove(key(item.group(), item.name())) != null;
    }

    /** Of one group only these are left. */
    boolean retain(String group, Set<String> names) {
        return known.keySet()
                .removeIf(key -> key.startsWith(group + "/") && !names.contains(key.substring(group.length() + 1)));
    }

    private static String key(String group, String name) {
        return group + "/" + name;
    }

    /** The levels of all, by name. */
    public List<TopologyLevels> levels() {
        return known.values().stream().map(Levels::levels).toList();
    }

    /** What is asked, its levels by the labels of nodes; one that no topology has another name for is taken as a label. */
    public TopologyConstraint resolve(TopologyAsk ask) {
        return ask.equals(TopologyAsk.NONE)
                ? TopologyConstraint.NONE
                : new TopologyConstraint(label(ask.topology(), ask.required()), label(ask.topology(), ask.preferred()));
    }

    private @Nullable String label(String topology, @Nullable String level) {
        if (level == null) {
            return null;
        }
        return named(topology).stream()
                .map(levels -> levels.aliases.get(level))
                .filter(label -> label != null)
                .findFirst()
                .orElse(level);
    }

    private Collection<Levels> named(String topology) {
        return topology.isEmpty()
                ? known.values()
                : known.values().stream()
                        .filter(each -> each.levels.name().equals(topology))
                        .toList();
    }
}
