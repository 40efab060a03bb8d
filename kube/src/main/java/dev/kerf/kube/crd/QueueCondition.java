package dev.kerf.kube.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** One thing that is true, false or unknown of a queue, in the form that all of Kubernetes has for it. */
public record QueueCondition(
        @JsonPropertyDescription("What the condition is about, such as Ready.") @Required @Size(max = 316)
        String type,

        @JsonPropertyDescription("True, False or Unknown.") @Required @Pattern("^(True|False|Unknown)$")
        String status,

        @JsonPropertyDescription("The generation of the queue this was said of.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("When the status became what it is, RFC 3339.") @Required
        String lastTransitionTime,

        @JsonPropertyDescription("Why, in one word.") @Required @Size(max = 1024)
        String reason,

        @JsonPropertyDescription("Why, in one sentence.") @Required @Size(max = 32768)
        String message) {}
