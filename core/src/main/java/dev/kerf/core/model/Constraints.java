package dev.kerf.core.model;

import java.util.List;
import java.util.Set;

/**
 * Where a task may stand, beyond what it needs.
 *
 * @param selector      node labels that must all hold ({@code nodeSelector})
 * @param affinity      required node affinity: one of the terms must match; empty: no such constraint
 * @param preferences   preferred node affinity
 * @param tolerations   taints it may stand on
 * @param gpuModels     GPU models it may run on; empty: any
 * @param volumes       where its volumes can be reached from; all must hold
 * @param hostPorts     node ports it opens
 * @param near          required pod affinity
 * @param away          required pod anti-affinity
 * @param podPreferences preferred pod affinity and anti-affinity
 * @param spreads       topology spread constraints
 */
public record Constraints(
        List<Requirement> selector,
        List<NodeTerm> affinity,
        List<Preference> preferences,
        List<Toleration> tolerations,
        Set<String> gpuModels,
        List<VolumeAffinity> volumes,
        Set<HostPort> hostPorts,
        List<PodTerm> near,
        List<PodTerm> away,
        List<PodPreference> podPreferences,
        List<Spread> spreads) {
    public static final Constraints NONE = new Constraints(
            List.of(), List.of(), List.of(), List.of(), Set.of(), List.of(), Set.of(), List.of(), List.of(), List.of(),
            List.of());

    public Constraints {
        selector = List.copyOf(selector);
        affinity = List.copyOf(affinity);
        preferences = List.copyOf(preferences);
        tolerations = List.copyOf(tolerations);
        gpuModels = Set.copyOf(gpuModels);
        volumes = List.copyOf(volumes);
        hostPorts = Set.copyOf(hostPorts);
        near = List.copyOf(near);
        away = List.copyOf(away);
        podPreferences = List.copyOf(podPreferences);
        spreads = List.copyOf(spreads);
    }

    public static Constraints onModels(Set<String> models) {
        return new Constraints(
                List.of(), List.of(), List.of(), List.of(), models, List.of(), Set.of(), List.of(), List.of(),
                List.of(), List.of());
    }

    public boolean tolerates(Taint taint) {
        return tolerations.stream().anyMatch(t -> t.tolerates(taint));
    }

    public Constraints withSelector(List<Requirement> other) {
        return new Constraints(
                other,
                affinity,
                preferences,
                tolerations,
                gpuModels,
                volumes,
                hostPorts,
                near,
                away,
                podPreferences,
                spreads);
    }

    public Constraints withAffinity(List<NodeTerm> other) {
        return new Constraints(
                selector,
                other,
                preferences,
                tolerations,
                gpuModels,
                volumes,
                hostPorts,
                near,
                away,
                podPreferences,
                spreads);
    }

    public Constraints withTolerations(List<Toleration> other) {
        return new Constraints(
                selector,
                affinity,
                preferences,
                other,
                gpuModels,
                volumes,
                hostPorts,
                near,
                away,
                podPreferences,
                spreads);
    }

    public Constraints withGpuModels(Set<String> other) {
        return new Constraints(
                selector,
                affinity,
                preferences,
                tolerations,
                other,
                volumes,
                hostPorts,
                near,
                away,
                podPreferences,
                spreads);
    }

    public Constraints withHostPorts(Set<HostPort> other) {
        return new Constraints(
                selector,
                affinity,
                preferences,
                tolerations,
                gpuModels,
                volumes,
                other,
                near,
                away,
                podPreferences,
                spreads);
    }

    public Constraints withNear(List<PodTerm> other) {
        return new Constraints(
                selector,
                affinity,
                preferences,
                tolerations,
                gpuModels,
                volumes,
                hostPorts,
                other,
                away,
                podPreferences,
                spreads);
    }

    public Constraints withAway(List<PodTerm> other) {
        return new Constraints(
                selector,
                affinity,
                preferences,
                tolerations,
                gpuModels,
                volumes,
                hostPorts,
                near,
                other,
                podPreferences,
                spreads);
    }

    public Constraints withSpreads(List<Spread> other) {
        return new Constraints(
                selector,
                affinity,
                preferences,
                tolerations,
                gpuModels,
                volumes,
                hostPorts,
                near,
                away,
                podPreferences,
                other);
    }

    public Constraints withVolumes(List<VolumeAffinity> other) {
        return new Constraints(
                selector,
                affinity,
                preferences,
                tolerations,
                gpuModels,
                other,
                hostPorts,
                near,
                away,
                podPreferences,
                spreads);
    }
}
