/** What containers were seen to use: samples judged, kept small, and how far they can be trusted. */
@NullMarked
package dev.kerf.core.use;

import org.jspecify.annotations.NullMarked;
