/** The most GPUs that any placement of known pods could have allocated, and the prices and plan that prove it. */
@NullMarked
package dev.kerf.sim.bound;

import org.jspecify.annotations.NullMarked;
