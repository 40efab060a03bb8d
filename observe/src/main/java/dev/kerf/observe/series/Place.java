package dev.kerf.observe.series;

import dev.kerf.core.use.Gpu;
import org.jspecify.annotations.Nullable;

/**
 * What a series is of.
 *
 * @param holder the container; null: a GPU whoever holds it
 * @param gpu    null: it is of no GPU
 */
record Place(@Nullable Holder holder, @Nullable Gpu gpu) {}
