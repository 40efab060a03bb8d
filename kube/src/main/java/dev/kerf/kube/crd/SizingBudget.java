package dev.kerf.kube.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/** How much may go wrong at the same time. */
public record SizingBudget(
        @JsonPropertyDescription("Actions begun within an hour, at most. Default 4.") @Min(0) @Nullable
        Integer perHour,

        @JsonPropertyDescription("Actions that are not settled, at most. Default 2.") @Min(0) @Nullable
        Integer atOnce) {}
