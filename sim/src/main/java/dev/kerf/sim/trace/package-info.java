/** What all recorded data has in common: where it is, and what is said of a file that cannot be used. */
@NullMarked
package dev.kerf.sim.trace;

import org.jspecify.annotations.NullMarked;
