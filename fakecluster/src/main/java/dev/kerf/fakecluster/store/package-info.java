/** Objects in memory, every change numbered, and the feeds of those who watch. */
@NullMarked
package dev.kerf.fakecluster.store;

import org.jspecify.annotations.NullMarked;
