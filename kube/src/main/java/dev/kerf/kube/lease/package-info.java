/** Which of several processes may write. */
@NullMarked
package dev.kerf.kube.lease;

import org.jspecify.annotations.NullMarked;
