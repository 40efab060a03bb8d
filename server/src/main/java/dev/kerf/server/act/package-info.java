/** The server acts on advice by itself, as far as SizingPolicies let it, and finishes what others have begun. */
@NullMarked
package dev.kerf.server.act;

import org.jspecify.annotations.NullMarked;
