package dev.kerf.core.plan;

/** Told of a cycle's steps, by whoever has a clock. */
@FunctionalInterface
public interface Progress {
    Progress UNHEARD = step -> {};

    /** The step is done. */
    void done(Step step);
}
