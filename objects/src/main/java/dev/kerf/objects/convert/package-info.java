/** Queues of other schedulers as Kerf's own. */
@NullMarked
package dev.kerf.objects.convert;

import org.jspecify.annotations.NullMarked;
