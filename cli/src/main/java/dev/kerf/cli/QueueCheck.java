package dev.kerf.cli;

import dev.kerf.cli.ScenarioRun.Miss;
import dev.kerf.core.account.QueueState;
import dev.kerf.core.reason.Reason;
import dev.kerf.objects.queue.QueueAmounts;
import dev.kerf.objects.scenario.Expectation;
import dev.kerf.objects.scenario.Scenario;
import dev.kerf.objects.share.QueueCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a scenario expects of a queue beside what the queue has come to. */
final class QueueCheck {
    private final Expectation expectation;
    private final List<Miss> misses = new ArrayList<>();

    private QueueCheck(Expectation expectation) {
        this.expectation = expectation;
    }

    static List<Miss> of(Scenario scenario, Expectation expectation, List<QueueState> states) {
        String name = expectation.of().substring("queue/".length());
        QueueCondition condition = scenario.given().queues().get(name);
        QueueState state =
                states.stream().filter(s -> s.queue().equals(name)).findFirst().orElse(null);
        QueueCheck check = new QueueCheck(expectation);
        if (condition == null) {
            check.miss("", "a queue of that name", "none is given");
        } else {
            check.reason(condition.reason(state));
            check.amounts(state);
        }
        return check.misses;
    }

    private void reason(Reason reason) {
        differs(" code", expectation.code(), reason.code().name());
        differs(" says", expectation.says(), reason.message());
    }

    private void amounts(@Nullable QueueState state) {
        amounts(" guarantee", expectation.guarantee(), state == null ? Map.of() : state.guarantee());
        amounts(" share", expectation.share(), state == null ? Map.of() : state.share());
        amounts(" used", expectation.used(), state == null ? Map.of() : state.used());
        Integer pending = expectation.pending();
        differs(
                " pending",
                pending == null ? null : pending.toString(),
                Integer.toString(state == null ? 0 : state.pending()));
    }

    private void amounts(String what, Map<String, Long> expected, Map<String, Long> found) {
        expected.forEach((resource, amount) -> differs(
                what + " of " + resource,
                QueueAmounts.text(resource, amount),
                QueueAmounts.text(resource, found.getOrDefault(resource, 0L))));
    }

    private void differs(String what, @Nullable String expected, String found) {
        if (expected != null && !expected.equals(found)) {
            miss(what, expected, found);
        }
    }

    private void miss(String what, String expected, String found) {
        misses.add(new Miss(expectation, expectation.of() + what, expected, found));
    }
}
