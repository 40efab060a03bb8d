/** A real Kubernetes on loopback for tests, started and ended by the script {@code testbed/bed}. */
@NullMarked
package dev.kerf.testbed;

import org.jspecify.annotations.NullMarked;
