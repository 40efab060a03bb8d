/** Services under load: what they ask of their GPUs over a day, and how long their callers wait. */
@NullMarked
package dev.kerf.sim.serve;

import org.jspecify.annotations.NullMarked;
