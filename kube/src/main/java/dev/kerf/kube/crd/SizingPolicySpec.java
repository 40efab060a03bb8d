package dev.kerf.kube.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people let Kerf do about the size and place of work, as they write it. */
@ValidationRule(
        value = "!has(self.notice) || self.notice.matches('" + QueueSpec.TIME + "')",
        message = QueueSpec.TIME_MESSAGE,
        fieldPath = ".notice")
@ValidationRule(
        value = "!has(self.verify) || self.verify.matches('" + QueueSpec.TIME + "')",
        message = QueueSpec.TIME_MESSAGE,
        fieldPath = ".verify")
@ValidationRule(
        value = "!has(self.level) || self.level != 'L3' || (has(self.windows) && size(self.windows) > 0)",
        message = "level L3 acts in windows: name at least one, or take L4, which acts at any time",
        fieldPath = ".windows")
@ValidationRule(
        value = "!has(self.follow) || !has(self.mode) || self.mode == 'InPlace'",
        message = "parts that follow their load change where they stand: leave mode out, or follow",
        fieldPath = ".follow")
public record SizingPolicySpec(
        @JsonPropertyDescription(
                "Of several policies that speak of the same work the one of the highest priority holds. Default 100.")
        @Nullable
        Integer priority,

        @JsonPropertyDescription(
                "L0 looks, L1 recommends, L2 does what a person approves, L3 acts in the windows, L4 at any time. An owner's annotation can only lower it. Default L1.")
        @Pattern("^L[0-4]$")
        @Nullable
        String level,

        @JsonPropertyDescription("The work this policy speaks of; absent: all.") @Nullable
        SizingScope scope,

        @JsonPropertyDescription("What may be asked for; absent: anything.") @Nullable
        SizingBounds bounds,

        @JsonPropertyDescription("When Kerf may act at level L3.") @Size(max = 16) @Nullable
        List<SizingWindow> windows,

        @JsonPropertyDescription("How much at a time; absent: four actions an hour, two at once.") @Nullable
        SizingBudget budget,

        @JsonPropertyDescription(
                "InPlace: the pods that run are changed, and the template where that starts nobody anew; Rollout: the template, and its controller makes the pods anew. Default InPlace.")
        @Pattern("^(InPlace|Rollout)$")
        @Nullable
        String mode,

        @JsonPropertyDescription("Pods of a workload that have to be ready before it is changed; absent: all of them.")
        @Min(0)
        @Nullable
        Integer minReady,

        @JsonPropertyDescription("How long before its work is stopped an owner is told. Default 4h.")
        @Size(max = 32)
        @Nullable
        String notice,

        @JsonPropertyDescription("How long a change is looked after before it counts as done. Default 30m.")
        @Size(max = 32)
        @Nullable
        String verify,

        @JsonPropertyDescription("Changes of less than so many percent are not made. Default 10.")
        @Min(0)
        @Max(100)
        @Nullable
        Integer minChangePercent,

        @JsonPropertyDescription("Changes that save less than so much money a day are not made. Default 1.")
        @Min(0)
        @Nullable
        Double minSavingPerDay,

        @JsonPropertyDescription(
                "Whether pods that are made later get the size that was decided for their owner, whatever its template says; for templates that somebody else applies from a repository. Default false.")
        @Nullable
        Boolean admission,

        @JsonPropertyDescription(
                "Parts of GPUs follow their load: they are reckoned anew for each hour, and changed where they stand. Absent: parts that stay.")
        @Nullable
        SizingFollow follow,

        @JsonPropertyDescription(
                "What has to be kept before a change is made and while it is looked after; where it is broken, the change is taken back.")
        @Size(max = 8)
        @Nullable
        List<SizingSlo> slo) {}
