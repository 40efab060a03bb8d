/** How one GPU is shared: what MIG can cut it into, and which way of sharing suits what. */
@NullMarked
package dev.kerf.core.share;

import org.jspecify.annotations.NullMarked;
