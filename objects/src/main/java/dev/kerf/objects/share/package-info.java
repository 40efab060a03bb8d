/** Objects that say how a cluster is shared and built: queues, topologies, disruption budgets. */
@NullMarked
package dev.kerf.objects.share;

import org.jspecify.annotations.NullMarked;
