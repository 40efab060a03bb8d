@NullMarked
package dev.kerf.kube.install;

import org.jspecify.annotations.NullMarked;
