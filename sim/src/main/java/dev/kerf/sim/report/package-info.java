/** Reports a person looks at: one page of HTML with its pictures inside. */
@NullMarked
package dev.kerf.sim.report;

import org.jspecify.annotations.NullMarked;
