/** What models that share a card cost each other. */
@NullMarked
package dev.kerf.sim.interference;

import org.jspecify.annotations.NullMarked;
