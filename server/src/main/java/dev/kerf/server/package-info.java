/** The process that schedules a cluster, put together. */
@NullMarked
package dev.kerf.server;

import org.jspecify.annotations.NullMarked;
