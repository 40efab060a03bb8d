/** Questions to Prometheus and to what answers like it: over HTTP, in pieces, patiently, read as it comes. */
@NullMarked
package dev.kerf.observe.prometheus;

import org.jspecify.annotations.NullMarked;
