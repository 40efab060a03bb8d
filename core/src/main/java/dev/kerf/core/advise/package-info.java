/**
 * Advice: what could be changed about the work and the machines of a cluster, with the evidence, what it would save, found
 * by planning the changed cluster, and the guards that let it be done or stop it.
 */
@NullMarked
package dev.kerf.core.advise;

import org.jspecify.annotations.NullMarked;
