@NullMarked
package dev.kerf.kube.api;

import org.jspecify.annotations.NullMarked;
