/** Why: codes with arguments, each rendered into one sentence; and the three answers to "does it fit". */
@NullMarked
package dev.kerf.core.reason;

import org.jspecify.annotations.NullMarked;
