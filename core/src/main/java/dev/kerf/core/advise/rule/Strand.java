package dev.kerf.core.advise.rule;

import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The GPUs of a node that were stranded over the last day: free, while the node's free CPU or memory was less than they
 * usually have beside them.
 *
 * @param gpus how many, step by step
 */
record Strand(Track gpus) {
    static final Duration WINDOW = Duration.ofHours(24);
    private static final double SECONDS_AN_HOUR = 3600;

    /**
     * As measured.
     *
     * @param free what the node had free
     * @param usual beside each GPU
     * @return null: not measured
     */
    static @Nullable Strand of(Map<Signal, Seen> free, CpuAndMemory usual, Instant now) {
        @Nullable Track gpus = track(free, Signal.FREE_GPUS, now);
        @Nullable Track cores = track(free, Signal.FREE_CPU, now);
        @Nullable Track bytes = track(free, Signal.FREE_MEMORY, now);
        if (gpus == null || cores == null || bytes == null) {
            return null;
        }
        float[] stranded = new float[gpus.size()];
        for (int i = 0; i < stranded.length; i++) {
            CpuAndMemory beside = new CpuAndMemory(cores.value(i), bytes.value(i));
            stranded[i] = (float) stranded(gpus.value(i), beside, usual);
        }
        Strand strand = new Strand(Track.of(gpus.start(), gpus.step(), stranded));
        return strand.gpus.count() == 0 ? null : strand;
    }

    private static @Nullable Track track(Map<Signal, Seen> free, Signal signal, Instant now) {
        Seen seen = free.get(signal);
        return seen == null ? null : seen.track().last(WINDOW, now);
    }

    /** Free GPUs less those that the free CPU and memory are enough for; NaN: not all of it is known. */
    static double stranded(double gpus, CpuAndMemory free, CpuAndMemory usual) {
        double cores = usual.cores() > 0 ? free.cores() / usual.cores() : Double.POSITIVE_INFINITY;
        double bytes = usual.bytes() > 0 ? free.bytes() / usual.bytes() : Double.POSITIVE_INFINITY;
        double whole = Math.floor(gpus);
        return Math.max(0, whole - Math.max(0, Math.floor(Math.min(cores, bytes))));
    }

    /** In this part of the day GPUs were stranded, 0 to 1; when nothing was measured none were. */
    double share() {
        return gpus.above(0) * gpus.coverage();
    }

    /** GPU-hours of the day. */
    double hours() {
        return gpus.total() / SECONDS_AN_HOUR;
    }
}
