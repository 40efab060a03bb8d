/** What objects say of the terms on which pods use the cluster, and how close together they stand. */
@NullMarked
package dev.kerf.objects.terms;

import org.jspecify.annotations.NullMarked;
