/** Trees of maps, lists and values written as JSON and YAML. */
@NullMarked
package dev.kerf.objects.write;

import org.jspecify.annotations.NullMarked;
