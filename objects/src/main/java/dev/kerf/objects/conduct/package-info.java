/** How a cycle conducts itself, as people write it. */
@NullMarked
package dev.kerf.objects.conduct;

import org.jspecify.annotations.NullMarked;
