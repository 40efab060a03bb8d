/** Resource lists: amounts by name, added and compared. */
@NullMarked
package dev.kerf.objects.resource;

import org.jspecify.annotations.NullMarked;
