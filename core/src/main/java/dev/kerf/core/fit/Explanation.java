package dev.kerf.core.fit;

import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Count;
import dev.kerf.core.reason.Fit;
import dev.kerf.core.reason.Reason;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Why a task that fits nowhere does not: every node is ruled out by the first filter it fails; the sentence speaks of
 * the nodes that came furthest, says what they lack with the numbers, and mentions what became of the others.
 */
public final class Explanation {
    private final Workspace workspace;
    private final Workspace empty;

    /**
     * @param workspace the state to explain
     * @param empty     the same cluster with nothing standing on it
     */
    public Explanation(Workspace workspace, Workspace empty) {
        this.workspace = workspace;
        this.empty = empty;
    }

    /** The verdict for a class as the workspace stands. */
    public Verdict of(int taskClass) {
        Snapshot snapshot = workspace.snapshot();
        List<Reason> refusals = snapshot.classes().get(taskClass).refusals();
        if (!refusals.isEmpty()) {
            Reason first = refusals.getFirst();
            boolean waits = first.code() == Code.GATED || first.code() == Code.VOLUME_UNBOUND;
            return new Verdict(waits ? Fit.NOT_NOW : Fit.NEVER, first, List.of());
        }
        if (snapshot.nodeCount() == 0) {
            return new Verdict(Fit.NOT_NOW, Reason.of(Code.NO_NODES), List.of());
        }
        List<Filter> filters = Filters.all(workspace, empty, taskClass);
        Map<Integer, int[]> fallen = fallen(filters, taskClass);
        return fallen.containsKey(filters.size())
                ? new Verdict(Fit.FITS, Reason.of(Code.PLACED, "node", "a node", "devices", ""), List.of())
                : refused(filters, fallen, taskClass);
    }

    /** Whether the node takes one of the class as the workspace stands. */
    public boolean fits(int taskClass, int node) {
        return workspace.snapshot().classes().get(taskClass).refusals().isEmpty()
                && Filters.all(workspace, empty, taskClass).stream().allMatch(f -> f.passes(taskClass, node));
    }

    /** The nodes by the filter they fell at; those that passed them all stand under the number of filters. */
    private Map<Integer, int[]> fallen(List<Filter> filters, int taskClass) {
        return IntStream.range(0, workspace.snapshot().nodeCount())
                .boxed()
                .collect(Collectors.groupingBy(n -> first(filters, taskClass, n), TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        e -> e.getValue().stream().mapToInt(Integer::intValue).toArray(),
                        (a, b) -> a,
                        TreeMap::new));
    }

    private static int first(List<Filter> filters, int taskClass, int node) {
        int at = 0;
        while (at < filters.size() && filters.get(at).passes(taskClass, node)) {
            at++;
        }
        return at;
    }

    private static Verdict refused(List<Filter> filters, Map<Integer, int[]> fallen, int taskClass) {
        List<Verdict.RuledOut> asides = new ArrayList<>();
        fallen.forEach(
                (f, nodes) -> asides.add(new Verdict.RuledOut(filters.get(f).aside(taskClass, nodes), nodes.length)));
        int binding = fallen.keySet().stream().mapToInt(Integer::intValue).max().orElseThrow();
        boolean lasting = fallen.keySet().stream().allMatch(f -> filters.get(f).lasting());
        int @Nullable [] reached = fallen.get(binding);
        if (reached == null) {
            throw new IllegalStateException("no node reached filter " + binding);
        }
        Reason reason = filters.get(binding).reason(taskClass, reached, scope(asides));
        return new Verdict(lasting ? Fit.NEVER : Fit.NOT_NOW, reason, asides);
    }

    /** The nodes the sentence speaks of, in words; the last aside is theirs, the others are told in brackets. */
    private static String scope(List<Verdict.RuledOut> asides) {
        int all = asides.stream().mapToInt(Verdict.RuledOut::count).sum();
        int left = asides.getLast().count();
        if (left == all) {
            return Count.of(all, "node");
        }
        String others = asides.subList(0, asides.size() - 1).stream()
                .map(a -> a.count() + " " + a.why())
                .collect(Collectors.joining(", "));
        return Count.of(left, "node") + " left of " + all + " (" + others + ")";
    }
}
