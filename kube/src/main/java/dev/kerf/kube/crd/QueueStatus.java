package dev.kerf.kube.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a queue stands, as Kerf writes it. */
public record QueueStatus(
        @JsonPropertyDescription("What the queue can have at any time, by the name of the resource.") @Nullable
        Map<String, IntOrString> guarantee,

        @JsonPropertyDescription("What the queue deserves now.") @Nullable
        Map<String, IntOrString> share,

        @JsonPropertyDescription("What the queue's work has now.") @Nullable
        Map<String, IntOrString> used,

        @JsonPropertyDescription("Pods that wait.") @Min(0) @Nullable
        Integer pending,

        @JsonPropertyDescription("The part of all GPUs that the queue had of late, from 0 to 1; where that counts.")
        @Size(max = 16)
        @Nullable
        String pastUse,

        @JsonPropertyDescription("What is to be said about the queue.") @Size(max = 16) @Nullable
        List<QueueCondition> conditions) {}
