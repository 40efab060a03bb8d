/** A Kubernetes cluster in memory: API server, kubelets, controllers. It knows no scheduler. */
@NullMarked
package dev.kerf.fakecluster;

import org.jspecify.annotations.NullMarked;
