package dev.kerf.core.model;

import org.jspecify.annotations.Nullable;

/**
 * A claim on the cluster that tasks are charged to.
 *
 * @param name   unique
 * @param parent the queue it is part of; null: a root
 */
public record Queue(String name, @Nullable String parent) {}
