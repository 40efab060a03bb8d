/** How tests speak of clusters. */
@NullMarked
package dev.kerf.core;

import org.jspecify.annotations.NullMarked;
