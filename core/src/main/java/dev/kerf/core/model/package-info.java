/** What a cluster is: nodes, GPUs, tasks, what tasks need and where they may stand. Values only. */
@NullMarked
package dev.kerf.core.model;

import org.jspecify.annotations.NullMarked;
