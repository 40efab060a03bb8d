/** The studies behind docs/benchmarks.md: policies on the published traces, their rates, and what they are held against. */
@NullMarked
package dev.kerf.sim.study;

import org.jspecify.annotations.NullMarked;
