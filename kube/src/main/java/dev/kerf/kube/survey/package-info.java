/** One look at a cluster, for commands that ask once and change nothing. */
@NullMarked
package dev.kerf.kube.survey;

import org.jspecify.annotations.NullMarked;
