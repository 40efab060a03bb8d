package dev.kerf.core.fit;

import dev.kerf.core.model.Constraints;
import dev.kerf.core.model.Taint;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Reason;
import dev.kerf.core.snapshot.Snapshot;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** The filters that look at what a node repels: taints, and the cordon. */
final class TaintFilters {
    /** What Kubernetes puts on a cordoned node; tolerating it is tolerating the cordon. */
    private static final Taint CORDON = new Taint("node.kubernetes.io/unschedulable", "", Taint.Effect.NO_SCHEDULE);

    private TaintFilters() {}

    /** The task tolerates every hard taint of the node. */
    record Taints(Snapshot snapshot) implements Filter {
        @Override
        public boolean passes(int taskClass, int node) {
            Constraints c = snapshot.classes().get(taskClass).constraints();
            return snapshot.node(node).taints().stream().allMatch(t -> harmless(t, c));
        }

        private static boolean harmless(Taint taint, Constraints constraints) {
            return taint.effect() == Taint.Effect.PREFER_NO_SCHEDULE
                    || taint.key().equals(CORDON.key())
                    || constraints.tolerates(taint);
        }

        @Override
        public Reason reason(int taskClass, int[] nodes, String scope) {
            return Reason.of(Code.TAINT, "taint", worst(taskClass, nodes), "scope", scope);
        }

        @Override
        public String aside(int taskClass, int[] nodes) {
            return "tainted " + worst(taskClass, nodes);
        }

        /** The untolerated taint that most of the nodes carry; the first by name among equals. */
        private String worst(int taskClass, int[] nodes) {
            Constraints c = snapshot.classes().get(taskClass).constraints();
            Map<String, Integer> seen = new TreeMap<>();
            Arrays.stream(nodes).forEach(n -> snapshot.node(n).taints().stream()
                    .filter(t -> !harmless(t, c))
                    .forEach(t -> seen.merge(t.toString(), 1, Integer::sum)));
            return seen.entrySet().stream()
                    .max(Map.Entry.<String, Integer>comparingByValue()
                            .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                    .map(Map.Entry::getKey)
                    .orElse("");
        }

        @Override
        public boolean lasting() {
            return true;
        }
    }

    /** The node takes new tasks. */
    record Cordon(Snapshot snapshot) implements Filter {
        @Override
        public boolean passes(int taskClass, int node) {
            return !cordoned(node)
                    || snapshot.classes().get(taskClass).constraints().tolerates(CORDON);
        }

        private boolean cordoned(int node) {
            return snapshot.node(node).cordoned()
                    || snapshot.node(node).taints().stream()
                            .anyMatch(t -> t.key().equals(CORDON.key()));
        }

        @Override
        public Reason reason(int taskClass, int[] nodes, String scope) {
            return Reason.of(Code.CORDON, "scope", scope);
        }

        @Override
        public String aside(int taskClass, int[] nodes) {
            return "cordoned";
        }

        @Override
        public boolean lasting() {
            return false;
        }
    }
}
