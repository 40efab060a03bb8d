package dev.kerf.core.fit;

import dev.kerf.core.model.Constraints;
import dev.kerf.core.model.Gpus;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.NodeTerm;
import dev.kerf.core.model.Requirement;
import dev.kerf.core.model.Taint;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.TaskClass;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Nodes that no fixed constraint of the snapshot can tell apart: same GPUs, taints and cordon, and the same labels as
 * far as any constraint looks at them. What holds for one node of a kind holds for all.
 */
final class NodeKinds {
    private final List<BitSet> kinds;

    NodeKinds(Snapshot snapshot) {
        Set<String> keys = new HashSet<>();
        boolean names = false;
        for (TaskClass c : snapshot.classes()) {
            names |= collect(c.constraints(), keys);
        }
        Map<Kind, BitSet> found = new LinkedHashMap<>();
        for (int n = 0; n < snapshot.nodeCount(); n++) {
            Kind kind = kind(snapshot.node(n), keys, names);
            found.computeIfAbsent(kind, k -> new BitSet()).set(n);
        }
        this.kinds = new ArrayList<>(found.values());
    }

    /** The nodes of each kind. */
    List<BitSet> kinds() {
        return kinds;
    }

    private record Kind(Map<String, String> labels, List<Taint> taints, boolean cordoned, Gpus gpus, String name) {}

    private static Kind kind(Node node, Set<String> keys, boolean names) {
        Map<String, String> seen = new TreeMap<>();
        for (String key : keys) {
            String value = node.labels().get(key);
            if (value != null) {
                seen.put(key, value);
            }
        }
        return new Kind(seen, node.taints(), node.cordoned(), node.gpus(), names ? node.name() : "");
    }

    /** Adds the label keys the constraints look at; whether they look at node names. */
    private static boolean collect(Constraints constraints, Set<String> keys) {
        List<NodeTerm> terms = Stream.concat(
                        constraints.affinity().stream(),
                        constraints.volumes().stream().flatMap(v -> v.terms().stream()))
                .toList();
        Stream.concat(constraints.selector().stream(), terms.stream().flatMap(t -> t.labels().stream()))
                .map(Requirement::key)
                .forEach(keys::add);
        return terms.stream().anyMatch(t -> !t.names().isEmpty());
    }
}
