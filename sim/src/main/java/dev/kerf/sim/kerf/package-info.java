/** The kerf policy made ready for a cluster: its mix counted, its prices solved for. */
@NullMarked
package dev.kerf.sim.kerf;

import org.jspecify.annotations.NullMarked;
