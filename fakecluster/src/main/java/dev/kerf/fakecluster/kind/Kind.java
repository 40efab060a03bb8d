package dev.kerf.fakecluster.kind;

import java.util.List;
import java.util.Set;

/**
 * A kind of object and where the server has it.
 *
 * @param group       {@code apps}; empty for the core group
 * @param versions    served, the preferred first
 * @param plural      {@code deployments}
 * @param kind        {@code Deployment}
 * @param shortNames  that kubectl takes, {@code deploy}
 * @param categories  {@code all}
 * @param subresources {@code status}, {@code scale}
 * @param custom      made by a CustomResourceDefinition
 */
public record Kind(
        String group,
        List<String> versions,
        String plural,
        String singular,
        String kind,
        boolean namespaced,
        List<String> shortNames,
        List<String> categories,
        Set<String> subresources,
        boolean custom) {
    /** {@code deployments.apps}, {@code pods}. */
    public String resource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** {@code apps/v1}. */
    public String apiVersion(String version) {
        return group.isEmpty() ? version : group + "/" + version;
    }

    public String apiVersion() {
        return apiVersion(versions.getFirst());
    }

    public boolean has(String subresource) {
        return subresources.contains(subresource);
    }

    public boolean is(String resource) {
        return resource().equals(resource);
    }
}
