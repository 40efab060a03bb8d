package dev.kerf.core.advise;

import dev.kerf.core.size.Follow;
import org.jspecify.annotations.Nullable;

/** Whose parts of GPUs follow their load. */
@FunctionalInterface
public interface Followers {
    /** All parts are such that stay. */
    Followers NONE = work -> null;

    /** How closely those of a workload do; null: they stay. */
    @Nullable
    Follow of(Work work);
}
