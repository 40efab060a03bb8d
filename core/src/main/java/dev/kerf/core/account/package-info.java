/** What queues are charged for the tasks that stand on nodes, what they may be charged, and what they deserve. */
@NullMarked
package dev.kerf.core.account;

import org.jspecify.annotations.NullMarked;
