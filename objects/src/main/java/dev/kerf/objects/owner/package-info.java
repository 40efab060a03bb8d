/** Owners of pods: who a pod belongs to, and which pods an owner still lacks. */
@NullMarked
package dev.kerf.objects.owner;

import org.jspecify.annotations.NullMarked;
