package dev.kerf.kube.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The work that a policy speaks of. */
@ValidationRule(
        value = "!has(self.namespaces) || self.namespaces.all(n, n.matches('" + SizingScope.NAME + "'))",
        message = SizingScope.MESSAGE,
        fieldPath = ".namespaces")
@ValidationRule(
        value = "!has(self.exceptNamespaces) || self.exceptNamespaces.all(n, n.matches('" + SizingScope.NAME + "'))",
        message = SizingScope.MESSAGE,
        fieldPath = ".exceptNamespaces")
@ValidationRule(
        value = "!has(self.kinds) || self.kinds.all(k, k.matches('^[A-Z][A-Za-z0-9]*$'))",
        message = "must be kinds of workload, such as Deployment",
        fieldPath = ".kinds")
public record SizingScope(
        @JsonPropertyDescription("Namespaces, * standing for any letters; absent: all.") @Size(max = 256) @Nullable
        List<String> namespaces,

        @JsonPropertyDescription("Namespaces that are left out, * standing for any letters.") @Size(max = 256) @Nullable
        List<String> exceptNamespaces,

        @JsonPropertyDescription("Labels that the workload has; absent: any.") @Size(max = 32) @Nullable
        Map<String, String> labels,

        @JsonPropertyDescription("Kinds of workload, such as Deployment; absent: all.") @Size(max = 32) @Nullable
        List<String> kinds) {
    static final String NAME = "^[a-z0-9*]([-a-z0-9*]*[a-z0-9*])?$";
    static final String MESSAGE = "must be names of namespaces, such as team-a, or patterns, such as team-*";
}
