/** The admission webhook: pods that ask for part of a GPU are checked when they are made, and told where to look for it. */
@NullMarked
package dev.kerf.kube.admit;

import org.jspecify.annotations.NullMarked;
