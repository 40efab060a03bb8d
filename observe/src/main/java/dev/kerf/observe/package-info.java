/** What was measured of a cluster: read from Prometheus and its kin, judged, and kept. */
@NullMarked
package dev.kerf.observe;

import org.jspecify.annotations.NullMarked;
