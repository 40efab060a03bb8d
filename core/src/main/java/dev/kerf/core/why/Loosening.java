package dev.kerf.core.why;

import dev.kerf.core.model.Constraints;
import dev.kerf.core.model.HostPort;
import dev.kerf.core.model.PodTerm;
import dev.kerf.core.model.Requirement;
import dev.kerf.core.model.Spread;
import dev.kerf.core.model.Taint;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.Toleration;
import dev.kerf.core.reason.Code;
import dev.kerf.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a task could do without of what it says about where it may stand, one thing at a time. */
final class Loosening {
    /** Nodes of a large cluster differ in many taints; the sets that most of them carry are looked at. */
    private static final int MOST_TAINT_SETS = 8;

    private final Task task;
    private final Constraints constraints;

    Loosening(Task task) {
        this.task = task;
        this.constraints = task.constraints();
    }

    /** All of them, those that change least first. */
    List<Change> all(Snapshot snapshot) {
        List<Change> all = new ArrayList<>(gates());
        all.addAll(tolerations(snapshot));
        all.addAll(selectors());
        all.addAll(nodes());
        all.addAll(company());
        return all;
    }

    private List<Change> gates() {
        boolean gated = task.refusals().stream().anyMatch(r -> r.code() == Code.GATED);
        return gated
                ? List.of(new Change.Ask(
                        "lift-gates",
                        "lift its scheduling gates",
                        task,
                        t -> t.withRefusals(t.refusals().stream()
                                .filter(r -> r.code() != Code.GATED)
                                .toList())))
                : List.of();
    }

    private List<Change> tolerations(Snapshot snapshot) {
        Map<String, Set<Taint>> sets = new TreeMap<>();
        Map<String, Integer> nodes = new TreeMap<>();
        for (int n = 0; n < snapshot.nodeCount(); n++) {
            Set<Taint> missing = snapshot.node(n).taints().stream()
                    .filter(t -> t.effect() != Taint.Effect.PREFER_NO_SCHEDULE && !constraints.tolerates(t))
                    .collect(Collectors.toSet());
            if (!missing.isEmpty()) {
                String name = missing.stream().map(Taint::toString).sorted().collect(Collectors.joining(", "));
                sets.put(name, missing);
                nodes.merge(name, 1, Integer::sum);
            }
        }
        return nodes.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_TAINT_SETS)
                .map(e -> tolerating(e.getKey(), sets.getOrDefault(e.getKey(), Set.of())))
                .toList();
    }

    private Change tolerating(String name, Set<Taint> taints) {
        List<Toleration> all = new ArrayList<>(constraints.tolerations());
        taints.forEach(t -> all.add(new Toleration(t.key(), t.value().isEmpty(), t.value(), t.effect())));
        return ask(
                "tolerate",
                "tolerate the " + (taints.size() == 1 ? "taint " : "taints ") + name,
                constraints.withTolerations(all));
    }

    private List<Change> selectors() {
        List<Requirement> all = constraints.selector();
        List<Change> found = new ArrayList<>(each(
                all, r -> "drop-selector", r -> "drop the node selector " + r, rest -> constraints.withSelector(rest)));
        if (all.size() > 1) {
            String names = all.stream().map(Requirement::toString).sorted().collect(Collectors.joining(", "));
            found.add(ask("drop-selector", "drop the node selectors " + names, constraints.withSelector(List.of())));
        }
        return found;
    }

    private List<Change> nodes() {
        List<Change> found = new ArrayList<>();
        if (!constraints.affinity().isEmpty()) {
            found.add(ask("drop-affinity", "drop its required node affinity", constraints.withAffinity(List.of())));
        }
        if (!constraints.gpuModels().isEmpty()) {
            found.add(ask("any-model", "let it run on any GPU model", constraints.withGpuModels(Set.of())));
        }
        return found;
    }

    private List<Change> company() {
        List<HostPort> ports = constraints.hostPorts().stream()
                .sorted(Comparator.comparing(HostPort::toString))
                .toList();
        List<Spread> hard =
                constraints.spreads().stream().filter(Spread::required).toList();
        return Stream.of(
                        each(
                                ports,
                                p -> "drop-port",
                                p -> "do without host port " + p,
                                rest -> constraints.withHostPorts(Set.copyOf(rest))),
                        each(
                                constraints.near(),
                                t -> "drop-pod-affinity",
                                t -> "drop the affinity to pods matching " + words(t),
                                constraints::withNear),
                        each(
                                constraints.away(),
                                t -> "drop-pod-anti-affinity",
                                t -> "drop the anti-affinity to pods matching " + words(t),
                                constraints::withAway),
                        each(
                                hard,
                                s -> "drop-spread",
                                s -> "drop the topology spread over " + s.topologyKey(),
                                this::spreading))
                .flatMap(List::stream)
                .toList();
    }

    private Constraints spreading(List<Spread> required) {
        Stream<Spread> soft = constraints.spreads().stream().filter(s -> !s.required());
        return constraints.withSpreads(Stream.concat(required.stream(), soft).toList());
    }

    private static String words(PodTerm term) {
        return term.selector() + " in one " + term.topologyKey();
    }

    /** A change for each of them that leaves it out. */
    private <T> List<Change> each(
            List<T> all,
            Function<T, String> word,
            Function<T, String> message,
            Function<List<T>, Constraints> without) {
        List<Change> found = new ArrayList<>();
        for (T one : all) {
            List<T> rest = all.stream().filter(o -> !o.equals(one)).toList();
            found.add(ask(word.apply(one), message.apply(one), without.apply(rest)));
        }
        return found;
    }

    private Change ask(String word, String message, Constraints other) {
        return new Change.Ask(word, message, task, t -> t.withConstraints(other));
    }
}
