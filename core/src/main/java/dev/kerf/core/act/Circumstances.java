package dev.kerf.core.act;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is true of an object at the moment an action is to begin, as far as policies ask for it.
 *
 * @param now       the moment
 * @param level     of the policy, or to what the owner has lowered it
 * @param approved  whether a person has approved this very advice
 * @param grows     whether the object would have more than before
 * @param change    how much would be different, as a part of what there is; 1 where there is nothing to compare
 * @param changed   when it was last changed by an action; null: never
 * @param followed  whether that was a part that followed its load
 * @param open      actions of the policy that are not settled
 * @param lately    actions of the policy that were begun within the hour
 * @param announced when its owner was told of this very advice; null: was not
 * @param snoozed   until when its owner wants to be left alone; null: does not
 * @param leftOut   of the gangs that are concerned the members that are not
 */
public record Circumstances(
        Instant now,
        Level level,
        boolean approved,
        boolean grows,
        double change,
        @Nullable Instant changed,
        boolean followed,
        int open,
        int lately,
        @Nullable Instant announced,
        @Nullable Instant snoozed,
        Set<String> leftOut) {
    public Circumstances {
        leftOut = Set.copyOf(leftOut);
    }
}
