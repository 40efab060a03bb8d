/** Rules that size GPU work, on loads shaped by published ones: what each saves, and how often it gives too little. */
@NullMarked
package dev.kerf.sim.sizing;

import org.jspecify.annotations.NullMarked;
