/** What Prometheus is told, under the names kube-scheduler and client-go gave these things. */
@NullMarked
package dev.kerf.server.metric;

import org.jspecify.annotations.NullMarked;
