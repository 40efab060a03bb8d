package dev.kerf.core.advise.rule;

import dev.kerf.core.share.Comparison;
import dev.kerf.core.share.Sharer;
import dev.kerf.core.share.Strategy;
import java.util.List;
import java.util.Locale;

/** What a person applies to come to a way of sharing. */
final class SharingManifest {
    private SharingManifest() {}

    static String of(SharingPool pool, Comparison.Finding finding) {
        int most = finding.groups().stream().mapToInt(List::size).max().orElse(1);
        String nodes = "# nodes: "
                + String.join(", ", pool.nodes().stream().map(n -> n.name()).toList()) + "\n";
        return nodes
                + switch (finding.strategy()) {
                    case S0 -> "# nothing to apply\n";
                    case S1 -> plugin("timeSlicing", most);
                    case S2 -> plugin("mps", most);
                    case S10, S11, S12, S13, S14 -> mig(finding);
                    case S3, S4, S5, S6, S7, S8, S9 -> parts(finding);
                };
    }

    /** A key of the ConfigMap of NVIDIA's device plugin. */
    private static String plugin(String how, int replicas) {
        return """
                # a key of the device plugin's ConfigMap; then, node by node, once it is free of GPU pods:
                # kubectl label node NODE nvidia.com/device-plugin.config=kerf-shared --overwrite
                version: v1
                sharing:
                  %s:
                    resources:
                    - name: nvidia.com/gpu
                      replicas: %d
                """.formatted(how, replicas);
    }

    private static String mig(Comparison.Finding finding) {
        StringBuilder text = new StringBuilder("# cut %d cards (R09 says how); then each pod asks for an instance:\n"
                .formatted(finding.groups().size()));
        finding.groups()
                .forEach(g -> g.forEach(s -> text.append("# ").append(s.name()).append('\n')));
        return text.toString();
    }

    private static String parts(Comparison.Finding finding) {
        StringBuilder text = new StringBuilder("# annotations of the pods"
                + (finding.strategy() == Strategy.S9 ? "; nothing enforces them" : "")
                + "\n");
        for (List<Sharer> group : finding.groups()) {
            for (Sharer sharer : group) {
                text.append(String.format(
                        Locale.ROOT,
                        "%s: {gpu-fraction: \"%.3f\"}\n",
                        sharer.name(),
                        Math.floor(1000.0 / group.size()) / 1000));
            }
        }
        return text.toString();
    }
}
