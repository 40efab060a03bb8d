package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Observation;
import dev.kerf.core.use.Gpu;
import java.time.Duration;
import java.time.Instant;

/**
 * Something that speaks against a GPU.
 *
 * @param gpu   which
 * @param cause in a word, for machines: {@code xid-95}
 * @param words the same for people
 * @param grave how bad it is: of several the gravest is told first
 * @param mend  what is to be done about it
 * @param seen  what was measured
 * @param times at how many moments it was seen
 * @param first since when
 */
record Sign(Gpu gpu, String cause, String words, Grave grave, String mend, Observation seen, int times, Instant first) {
    /** It is believed once it was seen at so many moments. */
    static final int CONFIRMED = 2;

    private static final String DIAGNOSE = "reset it, run diagnostics, replace it where the error comes back";
    private static final String LOST = "gpu-lost";
    private static final String RESET_NODE =
            "look for XID 79 in its node's log and reset the node; replace it where it does not come back";
    private static final double HOUR = 3600;

    /** How bad it is, the worst last. */
    enum Grave {
        /** It wants a reset when it is next free. */
        LATER,
        /** Work on it is at risk. */
        NOW,
        /** It is gone, and what was on it with it. */
        GONE
    }

    /** An error its driver reports. */
    static Sign of(Gpu gpu, Xid xid, Observation seen, int times, Instant first) {
        return new Sign(
                gpu,
                "xid-" + xid.number(),
                "XID %d: %s".formatted(xid.number(), xid.words()),
                xid == Xid.OFF_THE_BUS ? Grave.GONE : xid.urgent() ? Grave.NOW : Grave.LATER,
                xid.urgent() ? DIAGNOSE : "reset it once it is free, and watch it",
                seen,
                times,
                first);
    }

    /** It has no spare rows of memory left. */
    static Sign ofRows(Gpu gpu, Observation seen, int times, Instant first) {
        String words = "a row of its memory could not be remapped";
        return new Sign(gpu, "row-remap-failure", words, Grave.NOW, "replace it", seen, times, first);
    }

    /** Its memory had errors that could not be corrected. */
    static Sign ofMemory(Gpu gpu, String words, Observation seen, int times, Instant first) {
        return new Sign(gpu, "uncorrectable-memory-error", words, Grave.NOW, DIAGNOSE, seen, times, first);
    }

    /** Nothing is told of it any more. */
    static Sign ofSilence(Gpu gpu, int others, Observation seen, int times, Instant first) {
        return new Sign(
                gpu,
                LOST,
                "nothing is told of it any more, while %d other GPUs of its node are told of".formatted(others),
                Grave.GONE,
                RESET_NODE,
                seen,
                times,
                first);
    }

    /** Nothing is told of it any more, and its node, which has no other, has none to give. */
    static Sign ofTheOnlyOne(Gpu gpu, Observation seen, int times, Instant first) {
        String words = "nothing is told of it any more, and its node, which has no other, has none to give";
        return new Sign(gpu, LOST, words, Grave.GONE, RESET_NODE, seen, times, first);
    }

    boolean confirmed() {
        return times >= CONFIRMED;
    }

    /** GPU-hours in which it could not be trusted, so far. */
    double hours(Instant now) {
        return Math.max(0, Duration.between(first, now).toSeconds() / HOUR);
    }

    String ticket() {
        return "GPU %s (index %d) of node %s: %s; %s".formatted(gpu.name(), gpu.index(), gpu.node(), words, mend);
    }
}
