/** Real series to forecast, and the plain methods a forecast has to be better than. */
@NullMarked
package dev.kerf.sim.forecast;

import org.jspecify.annotations.NullMarked;
