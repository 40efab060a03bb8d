package dev.kerf.testbed;

/** A way in which an API server, or the net before it, fails. */
public enum Fault {
    NONE,
    /** It answers 500 and does nothing. */
    BROKEN,
    /** It answers 429 and does nothing. */
    OVERLOADED,
    /** It answers 409 and does nothing. */
    CONFLICT,
    /** The version or the list asked for is too old: 410, of a watch as an event or as its answer. */
    GONE,
    /** It does what was asked, and the connection ends before the answer. */
    LOST,
    /** It does what was asked, and answers 504. */
    LATE,
    /** It does nothing and answers nothing for a while; then the connection ends. */
    SILENT,
    /** The stream ends in the middle. */
    CUT,
    /** The answer trickles. */
    SLOW
}
