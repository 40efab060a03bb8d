package dev.kerf.core.victim;

import dev.kerf.core.model.GpuTime;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Share;
import dev.kerf.core.model.Task;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.time.Duration;
import java.time.Instant;

/** What is lost when a task that runs has to leave. */
final class Loss {
    /** What starting anew costs a task, beside the work that is lost. */
    private static final Duration START = Duration.ofMinutes(6);
    /** Work is not taken to be worth more for having gone on for longer than this without a checkpoint. */
    private static final Duration MOST = Duration.ofDays(7);
    /** A task without GPUs counts for so many thousandths of one. */
    private static final int PLAIN = 10;

    private final Snapshot snapshot;
    private final Workspace workspace;

    Loss(Workspace workspace) {
        this.snapshot = workspace.snapshot();
        this.workspace = workspace;
    }

    /** GPU time since the task last saved its work, or since it began; nothing where neither is known. */
    GpuTime of(int task) {
        return GpuTime.of(thousandths(task), unsaved(task));
    }

    /** That and the time to start again elsewhere, in thousandths of a GPU times seconds; never zero. */
    long cost(int task) {
        Duration unsaved = unsaved(task);
        long seconds = START.plus(unsaved.compareTo(MOST) > 0 ? MOST : unsaved).toSeconds();
        return Math.max(PLAIN, thousandths(task)) * seconds;
    }

    private Duration unsaved(int task) {
        Placement placement = snapshot.placement(task);
        Task record = placement.task();
        Instant saved = record.terms().checkpoint();
        Instant from = saved == null || saved.isBefore(placement.since()) ? placement.since() : saved;
        return from.equals(Instant.EPOCH) || from.isAfter(snapshot.asOf())
                ? Duration.ZERO
                : Duration.between(from, snapshot.asOf());
    }

    private long thousandths(int task) {
        Share share = snapshot.share(snapshot.classOf(task), workspace.nodeOf(task));
        long part = share == null ? Share.WHOLE : share.thousandths();
        return snapshot.devicesAsked(snapshot.classOf(task)) * part;
    }
}
