/** Volume claims, volumes and storage classes: from which nodes a claim can be reached. */
@NullMarked
package dev.kerf.objects.volume;

import org.jspecify.annotations.NullMarked;
