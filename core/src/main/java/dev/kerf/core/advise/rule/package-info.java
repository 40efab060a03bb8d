/** The catalogue: each rule looks for one thing. */
@NullMarked
package dev.kerf.core.advise.rule;

import org.jspecify.annotations.NullMarked;
