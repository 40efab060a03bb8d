/** Contenders on a real control plane: how fast each binds, at what cost. */
@NullMarked
package dev.kerf.contest;

import org.jspecify.annotations.NullMarked;
