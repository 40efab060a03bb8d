/** What Kerf thinks work needs, how its parts are rounded so that they pack, and what that frees, found by planning it. */
@NullMarked
package dev.kerf.core.size;

import org.jspecify.annotations.NullMarked;
