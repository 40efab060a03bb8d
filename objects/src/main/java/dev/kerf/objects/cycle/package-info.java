/** Saved cycles: all that one cycle was decided by, and the plan it came to, in a file that a replay decides again. */
@NullMarked
package dev.kerf.objects.cycle;

import org.jspecify.annotations.NullMarked;
