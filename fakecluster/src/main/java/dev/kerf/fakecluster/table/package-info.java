/** Objects as the rows that kubectl prints. */
@NullMarked
package dev.kerf.fakecluster.table;

import org.jspecify.annotations.NullMarked;
