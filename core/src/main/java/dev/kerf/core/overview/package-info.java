/** A first look at a cluster: what there is, who holds it, what waits for what, and which GPUs are lost. */
@NullMarked
package dev.kerf.core.overview;

import org.jspecify.annotations.NullMarked;
