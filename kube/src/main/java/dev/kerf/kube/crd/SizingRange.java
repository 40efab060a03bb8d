package dev.kerf.kube.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/** The least and the most of an amount. */
@ValidationRule(
        value = "!has(self.min) || (isQuantity(string(self.min))"
                + " && quantity(string(self.min)).compareTo(quantity('0')) >= 0)",
        message = SizingRange.MESSAGE,
        fieldPath = ".min")
@ValidationRule(
        value = "!has(self.max) || (isQuantity(string(self.max))"
                + " && quantity(string(self.max)).compareTo(quantity('0')) >= 0)",
        message = SizingRange.MESSAGE,
        fieldPath = ".max")
@ValidationRule(
        value = "!has(self.min) || !has(self.max) || !isQuantity(string(self.min)) || !isQuantity(string(self.max))"
                + " || quantity(string(self.min)).compareTo(quantity(string(self.max))) <= 0",
        message = "the least must not exceed the most: raise max or lower min",
        fieldPath = ".min")
public record SizingRange(
        @JsonPropertyDescription("The least; absent: nothing.") @Nullable
        IntOrString min,

        @JsonPropertyDescription("The most; absent: anything.") @Nullable
        IntOrString max) {
    static final String MESSAGE = "must be a quantity such as 0.5, 500m or 64Gi, not below 0";
}
