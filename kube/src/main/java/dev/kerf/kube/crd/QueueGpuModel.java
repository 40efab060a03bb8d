package dev.kerf.kube.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/** What a queue claims of one model of GPU. */
@ValidationRule(value = Amounts.GUARANTEE, message = Amounts.MESSAGE, fieldPath = ".guarantee")
public record QueueGpuModel(
        @JsonPropertyDescription("GPUs of this model the queue can have at any time; default 0.") @Nullable
        IntOrString guarantee,

        @JsonPropertyDescription("What one GPU of this model is worth in A100s; default 1.")
        @Min(value = 0, inclusive = false)
        @Nullable
        Double rate) {}
