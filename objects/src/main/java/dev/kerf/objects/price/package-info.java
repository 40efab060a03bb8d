/** Prices in files: the list that comes with Kerf, and what people put over it. */
@NullMarked
package dev.kerf.objects.price;

import org.jspecify.annotations.NullMarked;
