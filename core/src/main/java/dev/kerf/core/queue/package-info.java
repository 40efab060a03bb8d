/** Who deserves how much: the tree of queues and the arithmetic of fair shares. */
@NullMarked
package dev.kerf.core.queue;

import org.jspecify.annotations.NullMarked;
