package dev.kerf.kube.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When something may be done. */
@ValidationRule(
        value = "!has(self.days) || self.days.all(d, d in ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'])",
        message = "must be days: Mon, Tue, Wed, Thu, Fri, Sat, Sun",
        fieldPath = ".days")
@ValidationRule(
        value = "self.from.matches('" + SizingWindow.TIME + "')",
        message = SizingWindow.MESSAGE,
        fieldPath = ".from")
@ValidationRule(
        value = "self.to.matches('" + SizingWindow.TIME + "')",
        message = SizingWindow.MESSAGE,
        fieldPath = ".to")
public record SizingWindow(
        @JsonPropertyDescription("On which it begins; absent: every day.") @Size(max = 7) @Nullable
        List<String> days,

        @JsonPropertyDescription("When it begins, 22:00.") @Required @Size(max = 5)
        String from,

        @JsonPropertyDescription("When it ends; not later than from: on the next day.") @Required @Size(max = 5)
        String to,

        @JsonPropertyDescription("Whose clock that is, such as Europe/Berlin; default UTC.") @Size(max = 64) @Nullable
        String timeZone) {
    static final String TIME = "^([01][0-9]|2[0-3]):[0-5][0-9]$";
    static final String MESSAGE = "must be a time of day such as 22:00";
}
