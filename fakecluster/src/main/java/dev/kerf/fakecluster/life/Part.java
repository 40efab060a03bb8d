package dev.kerf.fakecluster.life;

/** Which part of an object a write is about. */
public enum Part {
    /** All but the status, where the kind keeps it apart. */
    MAIN,
    /** The status alone. */
    STATUS,
    /** Anything, as the server itself does. */
    ANY
}
