package dev.kerf.sim.forecast;

import dev.kerf.core.forecast.Series;

/**
 * A series with a name.
 *
 * @param most the most it could be: the GPUs or nodes there are
 */
public record Load(String name, Series series, double most) {}
