/** Queues as people write them. */
@NullMarked
package dev.kerf.objects.queue;

import org.jspecify.annotations.NullMarked;
