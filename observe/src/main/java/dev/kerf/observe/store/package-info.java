/** What was measured, kept in a file: days of samples, and counts of them that are kept longer. */
@NullMarked
package dev.kerf.observe.store;

import org.jspecify.annotations.NullMarked;
