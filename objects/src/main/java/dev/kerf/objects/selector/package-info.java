/** Selectors and conditions on labels, of pods and of nodes. */
@NullMarked
package dev.kerf.objects.selector;

import org.jspecify.annotations.NullMarked;
