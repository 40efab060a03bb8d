/** Traces, simulated time, contenders, bounds and reports. */
@NullMarked
package dev.kerf.sim;

import org.jspecify.annotations.NullMarked;
