/** What a load will be: in parts that can be named, within bounds whose promise is kept and checked. */
@NullMarked
package dev.kerf.core.forecast;

import org.jspecify.annotations.NullMarked;
