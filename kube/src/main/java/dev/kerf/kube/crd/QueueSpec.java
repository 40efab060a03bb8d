package dev.kerf.kube.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A claim on the cluster, as people write it. */
@ValidationRule(
        value = "!has(self.preemptMinRuntime) || self.preemptMinRuntime.matches('" + QueueSpec.TIME + "')",
        message = QueueSpec.TIME_MESSAGE,
        fieldPath = ".preemptMinRuntime")
@ValidationRule(
        value = "!has(self.reclaimMinRuntime) || self.reclaimMinRuntime.matches('" + QueueSpec.TIME + "')",
        message = QueueSpec.TIME_MESSAGE,
        fieldPath = ".reclaimMinRuntime")
@ValidationRule(
        value = "!has(self.perUser) || self.perUser.all(r, [string(self.perUser[r])]" + Amounts.ARE_AMOUNTS + ")",
        message = Amounts.MESSAGE,
        fieldPath = ".perUser")
@ValidationRule(
        value = "!has(self.namespaces) || self.namespaces.all(n, n.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$'))",
        message = "must be names of namespaces: lower case letters, digits and -, such as team-a",
        fieldPath = ".namespaces")
@ValidationRule(
        value = "!has(self.resources) || self.resources.all(r, r.matches('" + QueueSpec.RESOURCE + "'))",
        message = "must name resources as pods do, such as cpu, memory or nvidia.com/gpu",
        fieldPath = ".resources")
@ValidationRule(
        value = "!has(self.parent) || self.parent.matches('^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$')",
        message = "must be the name of a queue: lower case letters, digits, - and ., such as company",
        fieldPath = ".parent")
public record QueueSpec(
        @JsonPropertyDescription("The queue this one is part of; absent: a root.") @Size(max = 253) @Nullable
        String parent,

        @JsonPropertyDescription("Who is served first beyond the guarantee; the higher one. Default 100.") @Nullable
        Integer priority,

        @JsonPropertyDescription(
                "What is claimed, by the name of the resource; absent: guarantee 0, no limit, weight 1.")
        @Size(max = 32)
        @Nullable
        Map<String, QueueResource> resources,

        @JsonPropertyDescription("What is claimed of single models of GPU, such as H100.") @Size(max = 32) @Nullable
        Map<String, QueueGpuModel> gpuModels,

        @JsonPropertyDescription(
                "How long work of this queue runs before more important work of the same queue may end it; default 0s.")
        @Size(max = 32)
        @Nullable
        String preemptMinRuntime,

        @JsonPropertyDescription(
                "How long work of this queue runs before another queue may claim back its guarantee from it; default 0s.")
        @Size(max = 32)
        @Nullable
        String reclaimMinRuntime,

        @JsonPropertyDescription("What one user may have of the queue, by the name of the resource; absent: no limit.")
        @Size(max = 32)
        @Nullable
        Map<String, IntOrString> perUser,

        @JsonPropertyDescription("The namespaces whose work may be charged to the queue; absent: all.")
        @Size(max = 256)
        @Nullable
        List<String> namespaces,

        @JsonPropertyDescription(
                "Open: work begins; Hold: nothing new begins; Drain: nothing new begins, and what runs is asked to leave. Default Open.")
        @Pattern("^(Open|Hold|Drain)$")
        @Nullable
        String admission) {
    static final String TIME_MESSAGE = "must be a time such as 30s, 10m or 1h30m";
    static final String TIME = "^([0-9]+([.][0-9]+)?(h|m|s|ms))+$";
    static final String RESOURCE = "^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$";
}
