/** Kubelets played from data. */
@NullMarked
package dev.kerf.fakecluster.kubelet;

import org.jspecify.annotations.NullMarked;
