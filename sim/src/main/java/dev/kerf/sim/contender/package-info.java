/** The policies Kerf is compared with, as their authors published them. */
@NullMarked
package dev.kerf.sim.contender;

import org.jspecify.annotations.NullMarked;
