/** Cycles saved as they are decided. */
@NullMarked
package dev.kerf.server.trace;

import org.jspecify.annotations.NullMarked;
