/** Kerf's own kinds of objects, as records; their CRDs are generated from these and shipped in the chart. */
@NullMarked
package dev.kerf.kube.crd;

import org.jspecify.annotations.NullMarked;
