package dev.kerf.server.log;

/** How much an event matters. */
public enum Level {
    /** Something does not work; somebody should look. */
    WARN,
    /** What one wants to have seen afterwards: what was bound, held, evicted; who leads. */
    INFO,
    /** Each cycle. */
    DEBUG,
    /** Each request to the API server. */
    TRACE
}
