package dev.kerf.objects.volume;

import dev.kerf.core.model.NodeTerm;
import dev.kerf.core.model.Requirement;
import dev.kerf.core.model.Requirement.Operator;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Item;
import java.util.List;

/**
 * A StorageClass.
 *
 * @param waits      volumes are bound once the pod's node is chosen
 * @param makes      volumes are made on demand; otherwise only those that exist are bound
 * @param topologies where it can make volumes; empty: everywhere
 * @param isDefault  for claims that name none
 */
record StorageClass(String name, boolean waits, boolean makes, List<NodeTerm> topologies, boolean isDefault) {
    private static final String DEFAULT = "storageclass.kubernetes.io/is-default-class";

    static StorageClass read(Item item) {
        Field root = item.root();
        return new StorageClass(
                item.name(),
                root.get("volumeBindingMode").text().equals("WaitForFirstConsumer"),
                !root.get("provisioner").text().equals("kubernetes.io/no-provisioner"),
                root.get("allowedTopologies").items().stream()
                        .map(StorageClass::topology)
                        .toList(),
                root.at("metadata", "annotations", DEFAULT).text().equals("true"));
    }

    private static NodeTerm topology(Field term) {
        List<Requirement> all = term.get("matchLabelExpressions").items().stream()
                .map(e -> new Requirement(
                        e.get("key").text(), Operator.IN, e.get("values").list()))
                .toList();
        return new NodeTerm(all, List.of());
    }
}
