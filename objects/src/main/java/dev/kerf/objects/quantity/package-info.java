/** Kubernetes quantities, exact: {@code 500m}, {@code 1.5Gi}, {@code 2e3}. */
@NullMarked
package dev.kerf.objects.quantity;

import org.jspecify.annotations.NullMarked;
