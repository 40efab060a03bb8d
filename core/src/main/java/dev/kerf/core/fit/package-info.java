/** Whether a task fits a node, and if it fits nowhere, the one sentence why. */
@NullMarked
package dev.kerf.core.fit;

import org.jspecify.annotations.NullMarked;
