package dev.kerf.core.model;

import dev.kerf.core.reason.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One pod to place, or placed.
 *
 * @param id          its name
 * @param workload    the owner a person knows, {@code Job/train}; the pod's own name where it has none
 * @param labels      the pod's labels
 * @param need        what it asks
 * @param constraints where it may stand
 * @param priority    higher goes first
 * @param created     earlier goes first among equals
 * @param terms       who is charged for it, and how it may be asked to leave
 * @param refusals    why it cannot be placed whatever the nodes say (gates, contradictions); empty as a rule
 * @param part        the gang, or the part of one, it is a member of; null: of none
 * @param nominated   the node that was promised to it when others were asked to leave; null: none
 * @param ofItsNode   it comes again to its node and goes with it: the pods of DaemonSets, and those a kubelet starts by
 *                    itself; or it goes with others of its node, as a pod that keeps a card for those who share it
 */
public record Task(
        TaskId id,
        String workload,
        Map<String, String> labels,
        Need need,
        Constraints constraints,
        int priority,
        Instant created,
        Terms terms,
        List<Reason> refusals,
        @Nullable PartId part,
        @Nullable String nominated,
        boolean ofItsNode) {
    public Task {
        labels = Map.copyOf(labels);
        refusals = List.copyOf(refusals);
    }

    /** A task of no gang, on the usual terms. */
    public Task(
            TaskId id,
            String workload,
            Map<String, String> labels,
            Need need,
            Constraints constraints,
            int priority,
            Instant created,
            @Nullable String queue,
            List<Reason> refusals) {
        this(id, workload, labels, need, constraints, priority, created, Terms.of(queue), refusals, null, null, false);
    }

    /** A task with nothing but a name and a need. */
    public static Task of(TaskId id, Need need) {
        return new Task(id, "Pod/" + id.name(), Map.of(), need, Constraints.NONE, 0, Instant.EPOCH, null, List.of());
    }

    public Task withConstraints(Constraints other) {
        return new Task(
                id, workload, labels, need, other, priority, created, terms, refusals, part, nominated, ofItsNode);
    }

    /** The same, that keeps no node and is nobody's to move. */
    public Task goingWithItsNode() {
        return new Task(
                id, workload, labels, need, constraints, priority, created, terms, refusals, part, nominated, true);
    }

    public Task withNeed(Need other) {
        return new Task(
                id,
                workload,
                labels,
                other,
                constraints,
                priority,
                created,
                terms,
                refusals,
                part,
                nominated,
                ofItsNode);
    }

    public Task withLabels(Map<String, String> other) {
        return new Task(
                id, workload, other, need, constraints, priority, created, terms, refusals, part, nominated, ofItsNode);
    }

    public Task withPriority(int other) {
        return new Task(
                id, workload, labels, need, constraints, other, created, terms, refusals, part, nominated, ofItsNode);
    }

    public Task withCreated(Instant other) {
        return new Task(
                id, workload, labels, need, constraints, priority, other, terms, refusals, part, nominated, ofItsNode);
    }

    public Task withRefusals(List<Reason> other) {
        return new Task(
                id, workload, labels, need, constraints, priority, created, terms, other, part, nominated, ofItsNode);
    }

    public Task in(@Nullable PartId other) {
        return new Task(
                id,
                workload,
                labels,
                need,
                constraints,
                priority,
                created,
                terms,
                refusals,
                other,
                nominated,
                ofItsNode);
    }

    public Task withTerms(Terms other) {
        return new Task(
                id,
                workload,
                labels,
                need,
                constraints,
                priority,
                created,
                other,
                refusals,
                part,
                nominated,
                ofItsNode);
    }

    public Task withNominated(@Nullable String other) {
        return new Task(
                id, workload, labels, need, constraints, priority, created, terms, refusals, part, other, ofItsNode);
    }

    public Task withOfItsNode(boolean other) {
        return new Task(
                id, workload, labels, need, constraints, priority, created, terms, refusals, part, nominated, other);
    }

    /** The queue it is charged to; null: it names none. */
    public @Nullable String queue() {
        return terms.queue();
    }
}
