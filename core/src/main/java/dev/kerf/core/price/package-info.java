/** What GPUs cost: prices with their origin, exact arithmetic to the cent, and one device's cost among its holders. */
@NullMarked
package dev.kerf.core.price;

import org.jspecify.annotations.NullMarked;
