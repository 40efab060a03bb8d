/** Playing a trace against a policy and measuring what came of it. */
@NullMarked
package dev.kerf.sim.replay;

import org.jspecify.annotations.NullMarked;
