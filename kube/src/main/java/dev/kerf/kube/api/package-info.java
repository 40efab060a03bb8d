/** One API server: how it is reached, asked and understood. The only package that knows the Kubernetes client library. */
@NullMarked
package dev.kerf.kube.api;

import org.jspecify.annotations.NullMarked;
