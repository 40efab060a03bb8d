@NullMarked
package dev.kerf.observe.prometheus;

import org.jspecify.annotations.NullMarked;
