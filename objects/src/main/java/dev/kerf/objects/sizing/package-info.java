/** Policies about the size of work, {@code kerf.dev/v1alpha1 SizingPolicy}, as records. */
@NullMarked
package dev.kerf.objects.sizing;

import org.jspecify.annotations.NullMarked;
