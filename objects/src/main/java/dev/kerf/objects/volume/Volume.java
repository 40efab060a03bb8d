package dev.kerf.objects.volume;

import dev.kerf.core.model.Node;
import dev.kerf.core.model.NodeTerm;
import dev.kerf.core.model.Requirement;
import dev.kerf.core.model.Requirement.Operator;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.selector.Selectors;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A PersistentVolume.
 *
 * @param name         unique
 * @param terms        the nodes it can be reached from, one of which must match; empty: all nodes
 * @param free         bound to no claim
 * @param claim        {@code NAMESPACE/NAME} of the claim it is kept for; empty: none
 * @param version      of the object
 * @param storageClass empty: none
 * @param size         in bytes
 */
record Volume(
        String name,
        List<NodeTerm> terms,
        boolean free,
        String claim,
        String version,
        String storageClass,
        BigDecimal size,
        Set<String> modes) {
    /** Volumes from before CSI say where they are by labels. */
    private static final List<String> PLACE_LABELS =
            List.of("topology.kubernetes.io/zone", "topology.kubernetes.io/region");

    static Volume read(Item item) {
        Field spec = item.root().get("spec");
        Field affinity = spec.at("nodeAffinity", "required", "nodeSelectorTerms");
        String phase = item.root().at("status", "phase").text();
        Field claim = spec.get("claimRef");
        return new Volume(
                item.name(),
                affinity.present()
                        ? Selectors.nodeTerms(affinity)
                        : byLabels(item.root().at("metadata", "labels")),
                !claim.present() && (phase.isEmpty() || phase.equals("Available")),
                claim.present()
                        ? claim.get("namespace").text() + "/"
                                + claim.get("name").text()
                        : "",
                item.root().at("metadata", "resourceVersion").text(),
                spec.get("storageClassName").text(),
                spec.at("capacity", "storage").quantity().amount(),
                Set.copyOf(spec.get("accessModes").list()));
    }

    private static List<NodeTerm> byLabels(Field labels) {
        List<Requirement> all = new ArrayList<>();
        for (String key : PLACE_LABELS) {
            if (labels.get(key).present()) {
                all.add(new Requirement(
                        key, Operator.IN, List.of(labels.get(key).text().split("__"))));
            }
        }
        return all.isEmpty() ? List.of() : List.of(new NodeTerm(all, List.of()));
    }

    boolean reachableFrom(Node node) {
        return terms.isEmpty() || terms.stream().anyMatch(t -> t.matches(node));
    }

    /** Whether the claim could be bound to it. */
    boolean wouldServe(Claim claim, String claimClass) {
        return free
                && storageClass.equals(claimClass)
                && size.compareTo(claim.size()) >= 0
                && modes.containsAll(claim.modes());
    }
}
