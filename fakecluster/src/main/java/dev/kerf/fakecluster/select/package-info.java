/** Label and field selectors. */
@NullMarked
package dev.kerf.fakecluster.select;

import org.jspecify.annotations.NullMarked;
