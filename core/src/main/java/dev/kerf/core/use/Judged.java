package dev.kerf.core.use;

/** A sample, judged: taken with its value, or refused with the reason. Nothing is mended in silence. */
public sealed interface Judged {
    /** It is believed. */
    record Taken(double value) implements Judged {}

    /** It is not. */
    record Refused(Doubt doubt) implements Judged {}
}
