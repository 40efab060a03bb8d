package dev.kerf.core.model;

import java.util.Set;

/**
 * Pods to be near to, or away from.
 *
 * @param selector    which pods, by label
 * @param namespaces  which pods, by namespace; a namespace selector is already resolved into names
 * @param topologyKey the node label whose equal values make one domain
 */
public record PodTerm(LabelSelector selector, Set<String> namespaces, String topologyKey) {
    public PodTerm {
        namespaces = Set.copyOf(namespaces);
    }

    public boolean matches(TaskId id, java.util.Map<String, String> labels) {
        return namespaces.contains(id.namespace()) && selector.matches(labels);
    }
}
