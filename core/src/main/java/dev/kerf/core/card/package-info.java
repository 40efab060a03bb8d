/** What models of GPU can do, one against the other. */
@NullMarked
package dev.kerf.core.card;

import org.jspecify.annotations.NullMarked;
