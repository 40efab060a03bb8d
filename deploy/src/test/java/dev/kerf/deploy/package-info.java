@NullMarked
package dev.kerf.deploy;

import org.jspecify.annotations.NullMarked;
