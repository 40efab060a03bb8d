@NullMarked
package dev.kerf.observe;

import org.jspecify.annotations.NullMarked;
