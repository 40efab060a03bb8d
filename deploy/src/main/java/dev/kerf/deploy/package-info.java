/** Packs Kerf into a container image, with no Docker and no registry. */
@NullMarked
package dev.kerf.deploy;

import org.jspecify.annotations.NullMarked;
