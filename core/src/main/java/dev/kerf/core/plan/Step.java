package dev.kerf.core.plan;

/** What a cycle does, one after the other. */
public enum Step {
    /** Queues are ordered, and what waits is placed in their turn. */
    PLACE,
    /** What waits is promised room that is being left anyway. */
    AWAIT,
    /** Tasks that run are moved closer together. */
    CONSOLIDATE,
    /** Queues take back from others what they deserve. */
    RECLAIM,
    /** Work of lower priority gives way to that of higher. */
    PREEMPT,
    /** What is left of gangs that do not come back, and what runs in queues that are being drained, leaves. */
    REPAIR,
    /** It is said why whatever still waits does. */
    EXPLAIN
}
