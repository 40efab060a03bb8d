package dev.kerf.server;

import org.jspecify.annotations.Nullable;

/**
 * What one scheduler of a cluster is for.
 *
 * @param name     whose pods it places, {@code spec.schedulerName}
 * @param election how one of several equal processes is chosen; null: this is the only one
 */
public record Profile(String name, @Nullable Election election) {}
