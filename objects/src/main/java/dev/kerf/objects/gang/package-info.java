/** Objects that make gangs of pods: the in-tree PodGroup, those of other schedulers, and owners that start as a whole. */
@NullMarked
package dev.kerf.objects.gang;

import org.jspecify.annotations.NullMarked;
