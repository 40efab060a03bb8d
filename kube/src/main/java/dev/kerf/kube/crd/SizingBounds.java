package dev.kerf.kube.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** What a policy lets a pod or a container ask for. */
public record SizingBounds(
        @JsonPropertyDescription("Of the part of a GPU that a pod has, such as 0.1 to 0.9.") @Nullable
        SizingRange fraction,

        @JsonPropertyDescription("Of the CPU of a container, such as 100m to 8.") @Nullable
        SizingRange cpu,

        @JsonPropertyDescription("Of the memory of a container, such as 128Mi to 64Gi.") @Nullable
        SizingRange memory) {}
