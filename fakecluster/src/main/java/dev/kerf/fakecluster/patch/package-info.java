/** The ways to change an object: JSON patch, merge patch, strategic merge patch, server-side apply. */
@NullMarked
package dev.kerf.fakecluster.patch;

import org.jspecify.annotations.NullMarked;
