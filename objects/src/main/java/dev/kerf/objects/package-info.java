/** Kubernetes JSON and YAML read into domain records, and written back. */
@NullMarked
package dev.kerf.objects;

import org.jspecify.annotations.NullMarked;
