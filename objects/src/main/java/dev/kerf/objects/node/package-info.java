/** Node objects: what a machine has, its GPUs as NVIDIA's discovery labels tell them. */
@NullMarked
package dev.kerf.objects.node;

import org.jspecify.annotations.NullMarked;
