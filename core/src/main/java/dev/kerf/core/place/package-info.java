/** Which node and which devices: scores, and the index that finds the best node without looking at all of them. */
@NullMarked
package dev.kerf.core.place;

import org.jspecify.annotations.NullMarked;
