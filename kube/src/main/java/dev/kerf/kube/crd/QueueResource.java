package dev.kerf.kube.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/** What a queue claims of one resource. */
@ValidationRule(value = Amounts.GUARANTEE, message = Amounts.MESSAGE, fieldPath = ".guarantee")
@ValidationRule(
        value = "!has(self.limit) || [string(self.limit)]" + Amounts.ARE_AMOUNTS,
        message = Amounts.MESSAGE,
        fieldPath = ".limit")
@ValidationRule(
        value = "!has(self.lend) || [string(self.lend)]" + Amounts.ARE_AMOUNTS,
        message = Amounts.MESSAGE,
        fieldPath = ".lend")
@ValidationRule(
        value = "!has(self.borrow) || [string(self.borrow)]" + Amounts.ARE_AMOUNTS,
        message = Amounts.MESSAGE,
        fieldPath = ".borrow")
@ValidationRule(
        value = "!has(self.guarantee) || !has(self.limit) || string(self.limit) == 'unlimited'"
                + " || !isQuantity(string(self.limit))"
                + " || (isQuantity(string(self.guarantee))"
                + " && quantity(string(self.guarantee)).compareTo(quantity(string(self.limit))) <= 0)",
        message = "the guarantee must not exceed the limit: raise the limit or lower the guarantee",
        fieldPath = ".guarantee")
@ValidationRule(
        value = "!has(self.lend) || string(self.lend) == 'unlimited' || !isQuantity(string(self.lend))"
                + " || (has(self.guarantee) && (string(self.guarantee) == 'unlimited'"
                + " || !isQuantity(string(self.guarantee))"
                + " || quantity(string(self.lend)).compareTo(quantity(string(self.guarantee))) <= 0))",
        message = "what is lent comes out of the guarantee: lend must not exceed it",
        fieldPath = ".lend")
public record QueueResource(
        @JsonPropertyDescription("What the queue can have at any time, others leaving if they must; default 0.")
        @Nullable
        IntOrString guarantee,

        @JsonPropertyDescription("What the queue never exceeds; default unlimited.") @Nullable
        IntOrString limit,

        @JsonPropertyDescription(
                "The queue's part, beside its siblings', of what nobody is guaranteed; 0: nothing of it. Default 1.")
        @Min(0)
        @Nullable
        Double weight,

        @JsonPropertyDescription("How much of the guarantee others may use while it is idle; default all of it.")
        @Nullable
        IntOrString lend,

        @JsonPropertyDescription("How much the queue may use beyond its guarantee; default unlimited.") @Nullable
        IntOrString borrow) {}
