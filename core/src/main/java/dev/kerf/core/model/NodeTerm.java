package dev.kerf.core.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Conditions on a node that must all hold. A term without any condition matches no node, as in Kubernetes.
 *
 * @param labels conditions on the node's labels
 * @param names  conditions on the node's name ({@code matchFields}); their key is always {@code metadata.name}
 */
public record NodeTerm(List<Requirement> labels, List<Requirement> names) {
    /** The only field Kubernetes lets a term ask for. */
    public static final String NAME_FIELD = "metadata.name";

    public NodeTerm {
        labels = List.copyOf(labels);
        names = List.copyOf(names);
    }

    public boolean matches(Node node) {
        if (labels.isEmpty() && names.isEmpty()) {
            return false;
        }
        return labels.stream().allMatch(r -> r.matches(node.labels()))
                && names.stream().allMatch(r -> r.matches(java.util.Map.of(NAME_FIELD, node.name())));
    }

    @Override
    public String toString() {
        return java.util.stream.Stream.concat(labels.stream(), names.stream())
                .map(Requirement::toString)
                .collect(Collectors.joining(","));
    }
}
