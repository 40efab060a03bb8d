package dev.kerf.objects.terms;

import dev.kerf.core.model.Terms;
import dev.kerf.objects.read.Field;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one object (a pod, its PodGroup, an owner) says of the terms of its pods. What it does not say, the next one may.
 *
 * @param queue       that pods are charged to; null: not said
 * @param preemptible whether they may be asked to leave; null: not said
 * @param kai         it is work as KAI Scheduler knows it, whose rule holds where nothing is said
 * @param user        whose work it is; empty: not said
 * @param checkpoint  when it last saved its work; null: not said
 * @param patience    how long it asks nobody to leave; null: not said
 * @param topology    how close together its pods stand
 * @param segments    how its pods are cut into segments; null: not at all
 */
public record TermsDraft(
        @Nullable String queue,
        @Nullable Boolean preemptible,
        boolean kai,
        String user,
        @Nullable Instant checkpoint,
        @Nullable Duration patience,
        TopologyAsk topology,
        @Nullable Segments segments) {
    /** An object that says nothing. */
    public static final TermsDraft NONE = new TermsDraft(null, null, false, "", null, null, TopologyAsk.NONE, null);

    /** The priority from which on KAI asks nobody to leave. */
    private static final int KAI_SETTLED = 100;

    private static final String KAI = "kai.scheduler/";
    private static final String PREEMPTIBLE = "kerf.dev/preemptible";

    /** By the labels and annotations of an object, or of the template in one. */
    public static TermsDraft read(Field metadata) {
        Field annotations = metadata.get("annotations");
        Field labels = metadata.get("labels");
        TermsDraft draft = new TermsDraft(
                QueueLabels.queue(labels),
                preemptible(labels, annotations),
                labels.get(KAI + "queue").present()
                        || annotations.get("pod-group-name").present(),
                TopologyAsk.first(labels, "kerf.dev/user", "user"),
                moment(annotations.get("kerf.dev/last-checkpoint")),
                patience(annotations),
                TopologyAsk.read(annotations),
                Segments.read(annotations));
        return draft.equals(NONE) ? NONE : draft;
    }

    private static @Nullable Boolean preemptible(Field labels, Field annotations) {
        Field own = labels.get(PREEMPTIBLE).present() ? labels.get(PREEMPTIBLE) : annotations.get(PREEMPTIBLE);
        return own.present() ? (Boolean) own.flag() : kaiPreemptible(labels.get(KAI + "preemptibility"));
    }

    /** KAI's word for it; null: nothing is said, or what makes no sense. */
    public static @Nullable Boolean kaiPreemptible(Field field) {
        return switch (field.text()) {
            case "" -> null;
            case "preemptible" -> Boolean.TRUE;
            case "non-preemptible" -> Boolean.FALSE;
            default -> {
                field.wrong(Field.quoted(field.text()) + " is neither preemptible nor non-preemptible");
                yield null;
            }
        };
    }

    /** A moment; null where it is absent or makes no sense. */
    public static @Nullable Instant moment(Field field) {
        Instant moment = field.time();
        return moment.equals(Instant.EPOCH) ? null : moment;
    }

    private static @Nullable Duration patience(Field annotations) {
        Field own = annotations.get("kerf.dev/preemption-delay");
        Field field = own.present() ? own : annotations.get(KAI + "preemption-delay");
        return field.present() ? field.duration(Duration.ZERO) : null;
    }

    /** The same, of work as KAI knows it. */
    public TermsDraft asOfKai() {
        return new TermsDraft(queue, preemptible, true, user, checkpoint, patience, topology, segments);
    }

    public TermsDraft withTopology(TopologyAsk other) {
        return new TermsDraft(queue, preemptible, kai, user, checkpoint, patience, other, segments);
    }

    public TermsDraft withQueue(@Nullable String other) {
        return new TermsDraft(other, preemptible, kai, user, checkpoint, patience, topology, segments);
    }

    public TermsDraft withCheckpoint(@Nullable Instant other) {
        return new TermsDraft(queue, preemptible, kai, user, other, patience, topology, segments);
    }

    /** What this says, and for the rest what the other does. */
    public TermsDraft orElse(TermsDraft other) {
        if (equals(NONE) || other.equals(NONE)) {
            return equals(NONE) ? other : this;
        }
        return new TermsDraft(
                queue == null ? other.queue : queue,
                preemptible == null ? other.preemptible : preemptible,
                kai || other.kai,
                user.isEmpty() ? other.user : user,
                checkpoint == null ? other.checkpoint : checkpoint,
                patience == null ? other.patience : patience,
                topology.orElse(other.topology),
                segments == null ? other.segments : segments);
    }

    /** The terms of a pod of that priority, nobody else being left to ask. */
    public Terms finish(int priority) {
        boolean usual = !kai || priority < KAI_SETTLED;
        return new Terms(
                queue,
                user,
                preemptible == null ? usual : preemptible,
                checkpoint,
                patience == null ? Duration.ZERO : patience);
    }
}
