/** One cycle: from a snapshot and a policy to a plan of decisions, each with its reason. */
@NullMarked
package dev.kerf.core.plan;

import org.jspecify.annotations.NullMarked;
