package dev.kerf.core.worth;

import dev.kerf.core.fit.Eligibility;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Need;
import dev.kerf.core.model.Share;
import dev.kerf.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The kinds of tasks to expect.
 *
 * @param kinds each once
 */
public record Mix(List<Kind> kinds) {
    public Mix {
        kinds = List.copyOf(kinds);
    }

    /** The mix of all tasks of a snapshot, pending and standing: what a cluster holds is the best guess at what comes. */
    public static Mix of(Snapshot snapshot) {
        double[] weights = new double[snapshot.classes().size()];
        for (int t = 0; t < snapshot.taskCount(); t++) {
            weights[snapshot.classOf(t)]++;
        }
        Eligibility eligibility = new Eligibility(snapshot);
        Set<String> all = models(snapshot, null);
        List<Kind> kinds = new ArrayList<>();
        for (int c = 0; c < weights.length; c++) {
            Need need = snapshot.classes().get(c).need();
            Set<String> own = need.gpu() instanceof GpuNeed.None ? all : models(snapshot, eligibility.nodes(c));
            Set<String> models = own.isEmpty() || own.equals(all) ? Set.of() : own;
            kinds.add(new Kind(need.cpu(), need.memory(), need.gpu(), models, weights[c]));
        }
        return new Mix(kinds);
    }

    private static Set<String> models(Snapshot snapshot, @org.jspecify.annotations.Nullable BitSet nodes) {
        Set<String> found = new HashSet<>();
        for (int n = 0; n < snapshot.nodeCount(); n++) {
            if (snapshot.deviceCount(n) > 0 && (nodes == null || nodes.get(n))) {
                found.add(snapshot.node(n).gpus().model());
            }
        }
        return found;
    }

    /** Tasks in all. */
    public double weight() {
        return kinds.stream().mapToDouble(Kind::weight).sum();
    }

    /** The same mix, with so many tasks in all; nothing stays nothing. */
    public Mix weighing(double tasks) {
        double sum = weight();
        return new Mix(kinds.stream()
                .map(k -> new Kind(k.cpu(), k.memory(), k.gpu(), k.models(), k.weight() / sum * tasks))
                .toList());
    }

    /** How much of the GPU this mix asks for is asked otherwise by the other: 0 nothing, 1 all (total variation). */
    public double distance(Mix other) {
        Map<Kind, Double> difference = new HashMap<>();
        add(difference, 1);
        other.add(difference, -1);
        return difference.values().stream().mapToDouble(Math::abs).sum() / 2;
    }

    private void add(Map<Kind, Double> to, double sign) {
        double sum = kinds.stream().mapToDouble(Mix::asked).sum();
        for (Kind k : kinds) {
            if (asked(k) > 0) {
                to.merge(new Kind(k.cpu(), k.memory(), k.gpu(), k.models(), 0), sign * asked(k) / sum, Double::sum);
            }
        }
    }

    private static double asked(Kind kind) {
        double part = kind.part() > 0 ? kind.part() / (double) Share.WHOLE : 1;
        return kind.weight() * kind.gpu().devices() * part;
    }

    /** How many of each size of part to expect, by thousandths. */
    public SortedMap<Integer, Double> parts() {
        SortedMap<Integer, Double> found = new TreeMap<>();
        for (Kind kind : kinds) {
            if (kind.part() > 0 && kind.part() < Share.WHOLE && kind.weight() > 0) {
                found.merge(kind.part(), kind.weight() * kind.gpu().devices(), Double::sum);
            }
        }
        return found;
    }
}
