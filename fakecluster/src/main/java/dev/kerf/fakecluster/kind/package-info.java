/** The kinds of objects a server knows, and where it has them. */
@NullMarked
package dev.kerf.fakecluster.kind;

import org.jspecify.annotations.NullMarked;
