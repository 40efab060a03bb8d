package dev.kerf.kube.install;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something Kerf may do, and what for.
 *
 * @param scope    where
 * @param group    API group; empty: the core
 * @param resource plural, with its subresource after a slash: {@code pods/binding}
 * @param verbs    in the order of the table: create, get, list, watch, update, patch, delete
 * @param name     of the only object concerned; empty: all of them
 * @param why      one sentence
 */
public record Grant(Scope scope, String group, String resource, List<String> verbs, String name, String why) {
    /** Where a grant holds. */
    public enum Scope {
        /** In all of the cluster. */
        CLUSTER,
        /** In the namespace that Kerf itself runs in. */
        OWN_NAMESPACE,
        /** In the namespace of the pods that hold shared GPUs. */
        RESERVATIONS,
        /** In all of the cluster, and only where advice is to be acted on. */
        SIZING
    }

    public Grant {
        verbs = List.copyOf(verbs);
    }

    /** As a rule of a Role or ClusterRole; {@code object} takes the place of {@link #name} where there is one. */
    Map<String, Object> rule(String object) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("apiGroups", List.of(group));
        rule.put("resources", List.of(resource));
        if (!name.isEmpty()) {
            rule.put("resourceNames", List.of(object));
        }
        rule.put("verbs", verbs);
        return rule;
    }
}
