@NullMarked
package dev.kerf.kube.crd;

import org.jspecify.annotations.NullMarked;
