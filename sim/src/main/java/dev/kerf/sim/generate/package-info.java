/** Workloads made up by the published distributions, for where there is no data. */
@NullMarked
package dev.kerf.sim.generate;

import org.jspecify.annotations.NullMarked;
