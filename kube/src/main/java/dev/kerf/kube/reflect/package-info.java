/** Keeping a live cluster as the API server has it. */
@NullMarked
package dev.kerf.kube.reflect;

import org.jspecify.annotations.NullMarked;
