/** Microbenchmarks (JMH): compiled by every build, run by {@code ./build bench}. */
@NullMarked
package dev.kerf.bench;

import org.jspecify.annotations.NullMarked;
