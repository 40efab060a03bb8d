/** Why one task stands where it stands or stands nowhere, and what would let it in. */
@NullMarked
package dev.kerf.core.why;

import org.jspecify.annotations.NullMarked;
