package dev.kerf.core.model;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Conditions on a pod's labels that must all hold; none at all: every pod.
 *
 * @param requirements the conditions
 */
public record LabelSelector(List<Requirement> requirements) {
    public static final LabelSelector EVERYTHING = new LabelSelector(List.of());

    public LabelSelector {
        requirements = List.copyOf(requirements);
    }

    public boolean matches(Map<String, String> labels) {
        return requirements.stream().allMatch(r -> r.matches(labels));
    }

    @Override
    public String toString() {
        return requirements.isEmpty()
                ? "any"
                : requirements.stream().map(Requirement::toString).collect(Collectors.joining(","));
    }
}
