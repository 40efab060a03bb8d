package dev.kerf.core.fit;

import dev.kerf.core.model.NodeTerm;
import dev.kerf.core.model.Requirement;
import dev.kerf.core.model.VolumeAffinity;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Reason;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.TaskClass;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The filters that look at what a node is labelled: GPU model, selector, affinity, reach of volumes. */
final class LabelFilters {
    private LabelFilters() {}

    /** The node's GPUs are of a model the task may run on. */
    record Model(Snapshot snapshot) implements Filter {
        @Override
        public boolean passes(int taskClass, int node) {
            Set<String> models = task(snapshot, taskClass).constraints().gpuModels();
            return models.isEmpty()
                    || models.contains(snapshot.node(node).gpus().model());
        }

        @Override
        public Reason reason(int taskClass, int[] nodes, String scope) {
            return Reason.of(Code.GPU_MODEL, "wanted", wanted(taskClass), "scope", scope);
        }

        private String wanted(int taskClass) {
            return String.join(
                    " or ",
                    new TreeSet<>(task(snapshot, taskClass).constraints().gpuModels()));
        }

        @Override
        public String aside(int taskClass, int[] nodes) {
            return "of another GPU model than " + wanted(taskClass);
        }

        @Override
        public boolean lasting() {
            return true;
        }
    }

    /** The node carries every label of the selector. */
    record Selector(Snapshot snapshot) implements Filter {
        @Override
        public boolean passes(int taskClass, int node) {
            var labels = snapshot.node(node).labels();
            return task(snapshot, taskClass).constraints().selector().stream().allMatch(r -> r.matches(labels));
        }

        @Override
        public Reason reason(int taskClass, int[] nodes, String scope) {
            return Reason.of(Code.NODE_SELECTOR, "wanted", wanted(taskClass), "scope", scope);
        }

        private String wanted(int taskClass) {
            return task(snapshot, taskClass).constraints().selector().stream()
                    .map(Requirement::toString)
                    .sorted()
                    .collect(Collectors.joining(","));
        }

        @Override
        public String aside(int taskClass, int[] nodes) {
            return "without " + wanted(taskClass);
        }

        @Override
        public boolean lasting() {
            return true;
        }
    }

    /** One term of the required node affinity matches the node. */
    record Affinity(Snapshot snapshot) implements Filter {
        @Override
        public boolean passes(int taskClass, int node) {
            List<NodeTerm> terms = task(snapshot, taskClass).constraints().affinity();
            return terms.isEmpty() || terms.stream().anyMatch(t -> t.matches(snapshot.node(node)));
        }

        @Override
        public Reason reason(int taskClass, int[] nodes, String scope) {
            return Reason.of(Code.NODE_AFFINITY, "wanted", wanted(taskClass), "scope", scope);
        }

        private String wanted(int taskClass) {
            return task(snapshot, taskClass).constraints().affinity().stream()
                    .map(NodeTerm::toString)
                    .collect(Collectors.joining(" or "));
        }

        @Override
        public String aside(int taskClass, int[] nodes) {
            return "not matching " + wanted(taskClass);
        }

        @Override
        public boolean lasting() {
            return true;
        }
    }

    /** Every volume the task mounts can be reached from the node. */
    record Volumes(Snapshot snapshot) implements Filter {
        @Override
        public boolean passes(int taskClass, int node) {
            return task(snapshot, taskClass).constraints().volumes().stream()
                    .allMatch(v -> v.reachableFrom(snapshot.node(node)));
        }

        @Override
        public Reason reason(int taskClass, int[] nodes, String scope) {
            return Reason.of(Code.VOLUME_AFFINITY, "claim", claim(taskClass, nodes), "scope", scope);
        }

        private String claim(int taskClass, int[] nodes) {
            return task(snapshot, taskClass).constraints().volumes().stream()
                    .filter(v -> !v.reachableFrom(snapshot.node(nodes[0])))
                    .map(VolumeAffinity::claim)
                    .findFirst()
                    .orElse("");
        }

        @Override
        public String aside(int taskClass, int[] nodes) {
            return "out of reach of volume claim " + claim(taskClass, nodes);
        }

        @Override
        public boolean lasting() {
            return true;
        }
    }

    private static TaskClass task(Snapshot snapshot, int taskClass) {
        return snapshot.classes().get(taskClass);
    }
}
