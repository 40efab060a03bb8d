package dev.kerf.core.snapshot;

import dev.kerf.core.model.Queue;
import dev.kerf.core.model.Task;
import dev.kerf.core.queue.QueueTree;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who is charged for which task. A task that names no queue is charged to the one named as its namespace, else to the queue
 * {@code default}; that one is always there, claiming nothing, even where no object says so.
 */
final class Charged {
    private static final String DEFAULT = "default";
    final QueueTree tree;
    final boolean queued;

    Charged(List<Queue> queues) {
        this.queued = !queues.isEmpty();
        List<Queue> all = new ArrayList<>(queues);
        if (queues.stream().noneMatch(q -> q.name().equals(DEFAULT))) {
            all.add(Queue.of(DEFAULT, null));
        }
        this.tree = new QueueTree(all);
    }

    /** The queue of the task by number; where it may not use the one it names, or that is unknown, {@link QueueTree#NONE}. */
    int queueOf(Task task) {
        int queue = named(task);
        return queue != QueueTree.NONE && refusal(task, queue) == null ? queue : QueueTree.NONE;
    }

    /** The queue of a task that runs, whatever may be said against it. */
    int standingIn(Task task) {
        int queue = named(task);
        return queue == QueueTree.NONE || !tree.children(queue).isEmpty() ? tree.number(DEFAULT) : queue;
    }

    private int named(Task task) {
        String name = task.queue();
        if (!queued || (name == null && tree.number(task.id().namespace()) == QueueTree.NONE)) {
            return tree.number(DEFAULT);
        }
        return tree.number(name == null ? task.id().namespace() : name);
    }

    /** Why no queue takes the task; null: one does. */
    @Nullable
    Reason refusal(Task task) {
        int queue = named(task);
        String name = String.valueOf(task.queue());
        if (queue != QueueTree.NONE) {
            return refusal(task, queue);
        }
        String problem = tree.problems().get(name);
        return problem == null
                ? Reason.of(Code.QUEUE_MISSING, "queue", name)
                : Reason.of(Code.QUEUE_INVALID, "queue", name, "problem", problem);
    }

    private @Nullable Reason refusal(Task task, int number) {
        Queue queue = tree.queue(number);
        if (!tree.children(number).isEmpty()) {
            String leaves = tree.children(number).stream()
                    .map(c -> tree.queue(c).name())
                    .collect(Collectors.joining(", "));
            return Reason.of(Code.QUEUE_NOT_LEAF, "queue", queue.name(), "queues", leaves);
        }
        if (!queue.namespaces().isEmpty()
                && !queue.namespaces().contains(task.id().namespace())) {
            return Reason.of(
                    Code.QUEUE_FORBIDDEN,
                    "queue",
                    queue.name(),
                    "namespace",
                    task.id().namespace());
        }
        Queue closed = closed(number);
        return closed == null
                ? null
                : Reason.of(
                        Code.QUEUE_CLOSED,
                        "queue",
                        closed.name(),
                        "state",
                        closed.admission() == Queue.Admission.HOLD ? "held" : "being drained");
    }

    /** The queue at or above it that takes nothing now; null: none. */
    private @Nullable Queue closed(int number) {
        for (int q = number; q != QueueTree.NONE; q = tree.parent(q)) {
            if (tree.queue(q).admission() != Queue.Admission.OPEN) {
                return tree.queue(q);
            }
        }
        return null;
    }
}
