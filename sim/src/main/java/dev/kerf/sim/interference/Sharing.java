package dev.kerf.sim.interference;

/** How models are on one card together. */
public enum Sharing {
    /** Their contexts take turns; each sees a part of the memory. */
    TURNS,
    /** All run at once, each on its part of the multiprocessors; memory traffic is divided by need. */
    PARTS
}
