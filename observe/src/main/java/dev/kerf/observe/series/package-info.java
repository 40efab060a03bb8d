/** Series of exporters as signals: who holds what, in one unit each, judged; and what is wrong with the source. */
@NullMarked
package dev.kerf.observe.series;

import org.jspecify.annotations.NullMarked;
