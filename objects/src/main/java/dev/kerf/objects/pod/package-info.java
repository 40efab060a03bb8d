/** Pod objects and pod templates: what a pod asks and where it may stand. */
@NullMarked
package dev.kerf.objects.pod;

import org.jspecify.annotations.NullMarked;
