package dev.kerf.kube.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What was promised of work, as it is measured. */
public record SizingSlo(
        @JsonPropertyDescription("In a word, such as latency.") @Required @Size(max = 63)
        String name,

        @JsonPropertyDescription(
                "The Prometheus expression that measures it; $namespace and $workload stand for those of the work. Of several series the worst counts; one that says nothing is not kept: write \"or vector(0)\" where silence is well.")
        @Required
        @Size(min = 1, max = 4096)
        String query,

        @JsonPropertyDescription("What it may come to.") @Required
        Double atMost,

        @JsonPropertyDescription("It is broken when it was more for so long. Default 5m.")
        @Pattern("^([0-9]+([.][0-9]+)?(h|m|s|ms))+$")
        @Size(max = 32)
        @Nullable
        String lasting) {}
