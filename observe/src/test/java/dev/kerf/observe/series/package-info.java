@NullMarked
package dev.kerf.observe.series;

import org.jspecify.annotations.NullMarked;
