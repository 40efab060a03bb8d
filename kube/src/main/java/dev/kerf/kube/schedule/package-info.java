/** The scheduling loop: what the cluster is, what to do, doing it. */
@NullMarked
package dev.kerf.kube.schedule;

import org.jspecify.annotations.NullMarked;
