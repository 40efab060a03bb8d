/** Alibaba's openb trace (USENIX ATC'23, "Beware of Fragmentation"): its files, and the cluster they describe. */
@NullMarked
package dev.kerf.sim.openb;

import org.jspecify.annotations.NullMarked;
