/** Files, directories and standard input read into one Kubernetes object after the other, each field with its line. */
@NullMarked
package dev.kerf.objects.read;

import org.jspecify.annotations.NullMarked;
