package dev.kerf.sim.sizing;

/** A rule that is shown what a service uses of a GPU, value by value, and says what part of one to give it. */
public interface SizingRule {
    /** The next value, 0 to 1. */
    void observe(double used);

    /** The part to give until it is asked again, 0 to 1. */
    double part();
}
