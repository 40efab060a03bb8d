package dev.kerf.core.use;

import org.jspecify.annotations.Nullable;

/**
 * What was measured of one thing.
 *
 * @param signal      what
 * @param track       the values
 * @param rung        where activity was read from; null: it is not activity
 * @param attribution how figures of a device came to be those of the container
 * @param trust       how many samples were believed
 */
public record Seen(Signal signal, Track track, @Nullable Rung rung, Attribution attribution, Trust trust) {}
