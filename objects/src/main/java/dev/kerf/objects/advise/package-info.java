/** Advice as Kubernetes takes it: patches of workloads, nodes and pods. */
@NullMarked
package dev.kerf.objects.advise;

import org.jspecify.annotations.NullMarked;
