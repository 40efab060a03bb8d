@NullMarked
package dev.kerf.observe.store;

import org.jspecify.annotations.NullMarked;
