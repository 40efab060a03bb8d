/** Carrying decisions out: what is written to the API server, in which order, how fast, and what came of it. */
@NullMarked
package dev.kerf.kube.effect;

import org.jspecify.annotations.NullMarked;
