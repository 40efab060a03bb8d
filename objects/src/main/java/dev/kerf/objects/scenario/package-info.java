/** Scenarios: a cluster in short, and what is expected to become of it. */
@NullMarked
package dev.kerf.objects.scenario;

import org.jspecify.annotations.NullMarked;
