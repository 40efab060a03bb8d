/** What exporters tell of the cluster: cards as dcgm-exporter does, objects as kube-state-metrics, containers as cAdvisor. */
@NullMarked
package dev.kerf.fakecluster.telemetry;

import org.jspecify.annotations.NullMarked;
