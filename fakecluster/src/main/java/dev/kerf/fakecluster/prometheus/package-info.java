/** Answers as Prometheus would that has scraped the cluster's exporters since it began. */
@NullMarked
package dev.kerf.fakecluster.prometheus;

import org.jspecify.annotations.NullMarked;
