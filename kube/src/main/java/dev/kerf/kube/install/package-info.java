/** What Kerf wants of a cluster that it does not make itself: its own kinds of objects and the rights it works with. */
@NullMarked
package dev.kerf.kube.install;

import org.jspecify.annotations.NullMarked;
