package dev.kerf.kube.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/** How closely parts of GPUs follow their load. */
public record SizingFollow(
        @JsonPropertyDescription(
                "How many of a hundred five-minute values may be above the part they were given. Default 1.")
        @Min(0.1)
        @Max(20)
        @Nullable
        Double tooLittlePercent) {}
