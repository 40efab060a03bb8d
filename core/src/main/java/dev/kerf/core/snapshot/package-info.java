/** The immutable state of one cycle as arrays, and the mutable what-if over it. */
@NullMarked
package dev.kerf.core.snapshot;

import org.jspecify.annotations.NullMarked;
