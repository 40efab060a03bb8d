package dev.kerf.core.why;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Taint;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Something that could be done about a task that waits. */
public sealed interface Change {
    /** What kind of thing, in one word for programs. */
    String word();

    /** What to do, in words. */
    String message();

    /** The cluster with it done. */
    Cluster done(Cluster cluster);

    /** Cordoned nodes take tasks again. */
    record Uncordon(Set<String> nodes) implements Change {
        private static final String CORDON = "node.kubernetes.io/unschedulable";

        public Uncordon {
            nodes = Set.copyOf(nodes);
        }

        @Override
        public String word() {
            return "uncordon";
        }

        @Override
        public String message() {
            String names = nodes.stream().sorted().collect(Collectors.joining(", "));
            return (nodes.size() == 1 ? "uncordon node " : "uncordon nodes ") + names;
        }

        @Override
        public Cluster done(Cluster cluster) {
            List<Node> all = cluster.nodes().stream()
                    .map(n -> nodes.contains(n.name()) ? open(n) : n)
                    .toList();
            return cluster.withNodes(all);
        }

        static Node open(Node node) {
            List<Taint> rest =
                    node.taints().stream().filter(t -> !t.key().equals(CORDON)).toList();
            return node.uncordon().withTaints(rest);
        }
    }

    /**
     * The task asks for something else, and so do those of its template: the tasks of its workload that ask for the same.
     *
     * @param of   the task as it is
     * @param edit what becomes of it
     */
    record Ask(String word, String message, Task of, UnaryOperator<Task> edit) implements Change {
        @Override
        public Cluster done(Cluster cluster) {
            List<Task> pending = cluster.pending().stream()
                    .map(t -> isLike(t) ? edit.apply(t) : t)
                    .toList();
            return cluster.withTasks(pending, cluster.placed());
        }

        private boolean isLike(Task task) {
            return task.id().namespace().equals(of.id().namespace())
                    && task.workload().equals(of.workload())
                    && task.need().equals(of.need())
                    && task.constraints().equals(of.constraints())
                    && task.refusals().equals(of.refusals());
        }
    }

    /** Others are gone. */
    record Leave(List<TaskId> tasks) implements Change {
        public Leave {
            tasks = List.copyOf(tasks);
        }

        @Override
        public String word() {
            return "leave";
        }

        @Override
        public String message() {
            String names = tasks.stream().map(TaskId::toString).collect(Collectors.joining(", "));
            return tasks.size() == 1
                    ? "pod " + names + " has to leave"
                    : tasks.size() + " pods have to leave: " + names;
        }

        @Override
        public Cluster done(Cluster cluster) {
            Set<TaskId> gone = new HashSet<>(tasks);
            List<Task> pending = cluster.pending().stream()
                    .filter(t -> !gone.contains(t.id()))
                    .toList();
            List<Placement> placed = cluster.placed().stream()
                    .filter(p -> !gone.contains(p.task().id()))
                    .toList();
            return cluster.withTasks(pending, placed);
        }
    }

    /** One more node like one that is there. */
    record Join(Node like) implements Change {
        private static final String HOSTNAME = "kubernetes.io/hostname";

        @Override
        public String word() {
            return "add-node";
        }

        @Override
        public String message() {
            return "add a node like " + like.name();
        }

        @Override
        public Cluster done(Cluster cluster) {
            List<Node> nodes = new ArrayList<>(cluster.nodes());
            nodes.add(another());
            return cluster.withNodes(nodes);
        }

        private Node another() {
            String name = like.name() + " again";
            Map<String, String> labels = new HashMap<>(like.labels());
            labels.replace(HOSTNAME, name);
            return Uncordon.open(like).withName(name).withLabels(labels);
        }
    }
}
