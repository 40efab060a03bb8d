package dev.kerf.cli;

import dev.kerf.core.model.PartId;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.plan.GangVerdict;
import dev.kerf.core.plan.Policy;
import dev.kerf.core.plan.Rounds;
import dev.kerf.objects.scenario.Expectation;
import dev.kerf.objects.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A scenario played, and each expectation it missed.
 *
 * @param misses one for each; empty: all is as expected
 */
record ScenarioRun(Scenario scenario, List<Miss> misses) {
    private static final String POD = "pod/";
    private static final String WORK = "work/";
    private static final String POD_GROUP = "podgroup/";
    private static final String QUEUE = "queue/";

    /** What was expected of one thing, and what was found instead. */
    record Miss(Expectation expectation, String what, String expected, String found) {}

    static ScenarioRun of(Scenario scenario, Policy policy) {
        Rounds rounds = Rounds.play(scenario.given().cluster(), policy, 0, scenario.rounds());
        PlanDocument plan = new PlanDocument(scenario.given(), rounds);
        Map<TaskId, PlanDocument.PodState> pods = plan.pods();
        Map<PartId, GangVerdict> gangs = plan.gangs();
        List<Miss> misses = new ArrayList<>();
        for (Expectation each : scenario.expectations()) {
            if (each.of().startsWith(POD_GROUP)) {
                misses.addAll(check(each, gangs));
            } else if (each.of().startsWith(QUEUE)) {
                misses.addAll(QueueCheck.of(scenario, each, plan.queues()));
            } else {
                misses.addAll(check(scenario, each, pods));
                misses.addAll(evictions(scenario, each, plan.evictions()));
            }
        }
        return new ScenarioRun(scenario, misses);
    }

    /** Of a work the evictions of all its pods together. */
    private static List<Miss> evictions(Scenario scenario, Expectation expectation, Map<TaskId, Integer> times) {
        Integer expected = expectation.evictions();
        int found = pods(scenario, expectation.of()).stream()
                .mapToInt(id -> times.getOrDefault(id, 0))
                .sum();
        return expected == null || expected == found
                ? List.of()
                : List.of(new Miss(expectation, expectation.of(), evictions(expected), evictions(found)));
    }

    private static String evictions(int count) {
        return count + (count == 1 ? " eviction" : " evictions");
    }

    private static List<Miss> check(
            Scenario scenario, Expectation expectation, Map<TaskId, PlanDocument.PodState> pods) {
        List<TaskId> named = pods(scenario, expectation.of());
        if (named.isEmpty()) {
            return List.of(new Miss(expectation, expectation.of(), "a pod or work of that name", "none is given"));
        }
        return named.stream()
                .flatMap(id -> check(expectation, id, pods.get(id)).stream())
                .toList();
    }

    private static List<TaskId> pods(Scenario scenario, String of) {
        if (of.startsWith(WORK)) {
            return scenario.work().getOrDefault(of.substring(WORK.length()), List.of());
        }
        return List.of(named(of.startsWith(POD) ? of.substring(POD.length()) : of));
    }

    private static TaskId named(String name) {
        int slash = name.indexOf('/');
        return slash < 0
                ? new TaskId("default", name)
                : new TaskId(name.substring(0, slash), name.substring(slash + 1));
    }

    private static List<Miss> check(Expectation expectation, Map<PartId, GangVerdict> gangs) {
        TaskId named = named(expectation.of().substring(POD_GROUP.length()));
        GangVerdict group = gangs.get(new PartId(named.namespace(), "PodGroup/" + named.name()));
        GangVerdict gang =
                group == null ? gangs.get(new PartId(named.namespace(), "CompositePodGroup/" + named.name())) : group;
        if (gang == null) {
            return List.of(
                    new Miss(expectation, expectation.of(), "a PodGroup with pods", "none of that name has any"));
        }
        String what = POD_GROUP + named;
        return present(Stream.of(
                differs(expectation, what, expectation.state(), PlanDocument.state(gang)),
                differs(
                        expectation,
                        what,
                        expectation.code(),
                        gang.reason().code().name()),
                differs(expectation, what, expectation.says(), gang.reason().message())));
    }

    private static List<Miss> present(Stream<@Nullable Miss> checks) {
        return checks.<Miss>mapMulti((miss, sink) -> {
                    if (miss != null) {
                        sink.accept(miss);
                    }
                })
                .toList();
    }

    private static List<Miss> check(Expectation expectation, TaskId id, PlanDocument.@Nullable PodState pod) {
        String what = POD + id;
        if (pod == null) {
            return List.of(new Miss(expectation, what, "a pod", "none of that name takes part"));
        }
        String node = pod.node().isEmpty() ? "no node" : pod.node();
        boolean placed = expectation.on().isEmpty() || expectation.on().contains(pod.node());
        Stream<@Nullable Miss> checks = Stream.of(
                differs(expectation, what, expectation.state(), pod.state()),
                placed
                        ? null
                        : new Miss(expectation, what, "on " + String.join(" or ", expectation.on()), "on " + node),
                differs(
                        expectation,
                        what,
                        expectation.code(),
                        pod.reason().code().name()),
                differs(expectation, what, expectation.says(), pod.reason().message()));
        return present(checks);
    }

    private static @Nullable Miss differs(Expectation from, String what, @Nullable String expected, String found) {
        return expected == null || expected.equals(found) ? null : new Miss(from, what, expected, found);
    }

    /** One line for the scenario, and three for each expectation it missed. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add((misses.isEmpty() ? "ok      " : "MISSED  ") + scenario.name());
        for (Miss miss : misses) {
            lines.add("        " + miss.expectation().origin() + ": " + miss.what());
            lines.add("          expected  " + miss.expected());
            lines.add("          found     " + miss.found());
        }
        return lines;
    }
}
