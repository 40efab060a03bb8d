/** What free GPU is worth, given the kinds of tasks to expect, and the placer that gives away the least of it. */
@NullMarked
package dev.kerf.core.worth;

import org.jspecify.annotations.NullMarked;
