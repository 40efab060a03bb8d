/** Gangs: whether there is room for as many as must start together, and where they stand. */
@NullMarked
package dev.kerf.core.gang;

import org.jspecify.annotations.NullMarked;
