package dev.kerf.objects;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a reader of clusters has to be told.
 *
 * @param schedulerName whose pending pods take part; null: Kerf's and the default scheduler's
 * @param asOf          the moment the cluster is taken for
 * @param also          what takes part whosever it is; null: nothing
 */
public record ReadOptions(
        @Nullable String schedulerName,
        Instant asOf,
        @Nullable Asked also) {
    public ReadOptions(@Nullable String schedulerName, Instant asOf) {
        this(schedulerName, asOf, null);
    }
}
