package dev.kerf.core.plan;

import dev.kerf.core.model.Gang;
import dev.kerf.core.model.GpuTime;
import dev.kerf.core.model.Queue;
import dev.kerf.core.queue.QueueTree;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Count;
import dev.kerf.core.reason.Reason;
import dev.kerf.core.snapshot.Crew;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.time.Duration;
import java.time.Instant;

/** The last step: gangs that have been below their minimum for too long leave as a whole, and so does what runs in queues being drained. */
final class Repairing {
    private final Cycle cycle;
    private final Snapshot snapshot;

    Repairing(Cycle cycle) {
        this.cycle = cycle;
        this.snapshot = cycle.snapshot;
    }

    void repair() {
        for (int gang = 0; gang < snapshot.gangs().size(); gang++) {
            if (stale(snapshot.gangs().get(gang), snapshot.crew(gang))) {
                dissolve(snapshot.gangs().get(gang), snapshot.crew(gang));
            }
        }
        if (snapshot.queued()) {
            for (int task = snapshot.pendingCount(); task < snapshot.taskCount(); task++) {
                drain(task);
            }
        }
    }

    private boolean stale(Gang gang, Crew crew) {
        Instant since = gang.shortSince();
        return since != null
                && !gang.grace().equals(Gang.FOR_EVER)
                && present(crew) < needed(crew)
                && !since.plus(gang.grace()).isAfter(snapshot.asOf());
    }

    /** What it would have once everything is bound and promised that this cycle binds and promises. */
    private int present(Crew crew) {
        return cycle.muster.present(crew);
    }

    private int needed(Crew crew) {
        return cycle.muster.needed(crew);
    }

    private void dissolve(Gang gang, Crew crew) {
        int needed = needed(crew);
        Reason why = Reason.of(
                Code.GANG_STALE,
                "gang",
                gang.id().toString(),
                "needed",
                Count.of(needed, "pod"),
                "has",
                present(crew),
                "grace",
                text(gang.grace()));
        crew.allPlaced().forEach(task -> evict(task, why));
    }

    private static String text(Duration time) {
        return time.toSeconds() % 60 == 0 && time.toSeconds() > 60
                ? time.toMinutes() + " min"
                : time.toSeconds() + " s";
    }

    private void drain(int task) {
        for (int q = snapshot.queueOf(task);
                q != QueueTree.NONE;
                q = snapshot.queues().parent(q)) {
            Queue queue = snapshot.queues().queue(q);
            if (queue.admission() == Queue.Admission.DRAIN) {
                evict(task, Reason.of(Code.QUEUE_DRAINED, "queue", queue.name()));
            }
        }
    }

    private void evict(int task, Reason why) {
        boolean there = cycle.workspace.nodeOf(task) != Workspace.NOWHERE
                && !snapshot.placement(task).leaving();
        if (there && !cycle.units().asked(task)) {
            cycle.units().ask(task);
            cycle.evictions.add(new Decision.Evict(snapshot.task(task).id(), why, null, GpuTime.ZERO));
        }
    }
}
