package dev.kerf.core.advise.rule;

import dev.kerf.core.share.MigInstance;
import dev.kerf.core.share.MigPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The configuration of mig-parted for a node, and the label that has the GPU operator apply it. */
final class MigManifest {
    private MigManifest() {}

    static String of(String node, MigPlan plan) {
        Map<String, List<Integer>> cards = new TreeMap<>();
        for (MigPlan.Cut cut : plan.cuts()) {
            cards.computeIfAbsent(devices(cut), k -> new ArrayList<>())
                    .add(cut.card().index());
        }
        StringBuilder text = new StringBuilder(
                        "# for the ConfigMap that the ClusterPolicy names in migManager.config\n")
                .append("version: v1\nmig-configs:\n  kerf-")
                .append(node)
                .append(":\n");
        cards.forEach((devices, indices) -> text.append("  - devices: ")
                .append(indices)
                .append("\n    mig-enabled: true\n    mig-devices:\n")
                .append(devices));
        return text.append("---\n# then, when the node is drained:\n")
                .append("# kubectl label node ")
                .append(node)
                .append(" nvidia.com/mig.config=kerf-")
                .append(node)
                .append(" --overwrite\n")
                .append("apiVersion: v1\nkind: Node\nmetadata:\n  name: ")
                .append(node)
                .append("\n  labels: {nvidia.com/mig.config: kerf-")
                .append(node)
                .append("}\n")
                .toString();
    }

    private static String devices(MigPlan.Cut cut) {
        Map<String, Integer> counts = new TreeMap<>();
        for (MigInstance instance : cut.then()) {
            counts.merge(instance.profile().name(), 1, Integer::sum);
        }
        StringBuilder text = new StringBuilder();
        counts.forEach((name, count) -> text.append("      \"")
                .append(name)
                .append("\": ")
                .append(count)
                .append('\n'));
        return text.toString();
    }
}
