package dev.kerf.observe.series;

import static dev.kerf.observe.series.Exporter.CADVISOR;
import static dev.kerf.observe.series.Exporter.DCGM;
import static dev.kerf.observe.series.Exporter.HAMI;
import static dev.kerf.observe.series.Exporter.KUBEX;
import static dev.kerf.observe.series.Exporter.TGI;
import static dev.kerf.observe.series.Exporter.TRITON;
import static dev.kerf.observe.series.Exporter.VLLM;

import dev.kerf.core.use.Rung;
import dev.kerf.core.use.Signal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which series are which signals. Of several for one signal of one exporter the first that is there is read. */
final class Sources {
    private static final double MIB = 1 << 20;
    private static final double NANOS = 1e-9;
    private static final double MEGA = 1e6;
    private static final double MICROS = 1e-6;

    /** The unit of {@code *_VIOLATION} where the exporter is one of those that count microseconds. */
    static final double VIOLATION_MICROS = MICROS;

    static final List<Source> ALL = Stream.of(cards(), parts(), containers(), engines())
            .flatMap(List::stream)
            .toList();

    private Sources() {}

    private static List<Source> cards() {
        return List.of(
                Source.of(Rung.SM_ACTIVE),
                Source.of(Rung.GR_ENGINE_ACTIVE),
                Source.of(Rung.GPU_UTIL),
                Source.of(DCGM, Signal.GPU_MEMORY, Form.PEAK, MIB, "DCGM_FI_DEV_FB_USED"),
                Source.of(DCGM, Signal.POWER, Form.MEAN, 1, "DCGM_FI_DEV_POWER_USAGE"),
                Source.of(DCGM, Signal.DRAM, Form.MEAN, 1, "DCGM_FI_PROF_DRAM_ACTIVE"),
                Source.of(DCGM, Signal.TENSOR, Form.MEAN, 1, "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE"),
                Source.of(DCGM, Signal.FP64, Form.MEAN, 1, "DCGM_FI_PROF_PIPE_FP64_ACTIVE"),
                Source.of(
                        DCGM,
                        Signal.NVLINK,
                        Form.MEAN,
                        1,
                        "DCGM_FI_PROF_NVLINK_TX_BYTES",
                        "DCGM_FI_PROF_NVLINK_RX_BYTES"),
                // Said to be a counter; it is a gauge in MB/s.
                Source.of(DCGM, Signal.NVLINK, Form.MEAN, MEGA, "DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL"),
                Source.of(DCGM, Signal.POWER_CAPPED, Form.RATE, NANOS, "DCGM_FI_DEV_POWER_VIOLATION"),
                Source.of(DCGM, Signal.HEAT_CAPPED, Form.RATE, NANOS, "DCGM_FI_DEV_THERMAL_VIOLATION"),
                Source.of(DCGM, Signal.XID, Form.PEAK, 1, "DCGM_FI_DEV_XID_ERRORS"),
                Source.of(DCGM, Signal.REMAP_FAILED, Form.PEAK, 1, "DCGM_FI_DEV_ROW_REMAP_FAILURE"),
                Source.of(DCGM, Signal.MEMORY_ERRORS, Form.PEAK, 1, "DCGM_FI_DEV_ECC_DBE_VOL_TOTAL"),
                Source.of(DCGM, Signal.MEMORY_ERRORS_EVER, Form.PEAK, 1, "DCGM_FI_DEV_ECC_DBE_AGG_TOTAL"));
    }

    /**
     * What containers do on GPUs that they share. Kubex: README of densify-dev/gpu-process-exporter 1.1.0, labels node, namespace,
     * pod, container, container_id, gpu_allocation_type, gpu_uuid, gpu_model; builds before it told the percentage itself, as
     * Kubex' recording rule still does. HAMi: the metrics reference of Project-HAMi/HAMi, labels namespace, pod, container,
     * vdevice_index, device_uuid; its utilization is in percent, whatever it is called. Its two figures of memory are one and
     * the same; until 2.10 the second has other values among its labels, and KAI's kai-vgpu-monitor has the first alone.
     */
    private static List<Source> parts() {
        return List.of(
                Source.of(KUBEX, Rung.KUBEX_SM, Form.RATE, "kubex_gpu_container_sm_utilization_percent_seconds_total"),
                Source.of(KUBEX, Rung.KUBEX_SM, Form.MEAN, "kubex_gpu_container_sm_utilization_percent"),
                Source.of(KUBEX, Signal.GPU_MEMORY, Form.PEAK, 1, "kubex_gpu_container_memory_bytes"),
                Source.of(HAMI, Rung.HAMI_UTIL, Form.MEAN, "hami_container_device_utilization_ratio"),
                Source.of(HAMI, Signal.GPU_MEMORY, Form.PEAK, 1, "hami_vgpu_memory_used_bytes"),
                Source.of(HAMI, Signal.GPU_MEMORY, Form.PEAK, 1, "hami_container_device_memory_bytes"));
    }

    private static List<Source> containers() {
        return List.of(
                Source.of(CADVISOR, Signal.CPU, Form.RATE, 1, "container_cpu_usage_seconds_total"),
                Source.of(CADVISOR, Signal.MEMORY, Form.PEAK, 1, "container_memory_working_set_bytes"),
                Source.of(
                        CADVISOR,
                        Signal.THROTTLED,
                        Form.RATIO,
                        1,
                        "container_cpu_cfs_throttled_periods_total",
                        "container_cpu_cfs_periods_total"),
                Source.of(
                                CADVISOR,
                                Signal.NETWORK,
                                Form.RATE,
                                1,
                                "container_network_receive_bytes_total",
                                "container_network_transmit_bytes_total")
                        .parts("interface", true));
    }

    private static List<Source> engines() {
        return List.of(
                Source.of(VLLM, Signal.REQUESTS, Form.RATE, 1, "vllm:request_success_total")
                        .parts("finished_reason", true),
                Source.of(VLLM, Signal.RUNNING, Form.MEAN, 1, "vllm:num_requests_running")
                        .parts("engine", true),
                Source.of(VLLM, Signal.WAITING, Form.PEAK, 1, "vllm:num_requests_waiting")
                        .parts("engine", true),
                Source.of(VLLM, Signal.KV_CACHE, Form.PEAK, 1, "vllm:kv_cache_usage_perc")
                        .parts("engine", false),
                Source.of(VLLM, Signal.KV_CACHE, Form.PEAK, 1, "vllm:gpu_cache_usage_perc"),
                Source.of(VLLM, Signal.PREEMPTIONS, Form.RATE, 1, "vllm:num_preemptions_total")
                        .parts("engine", true),
                Source.of(VLLM, Signal.LATENCY, Form.P99, 1, "vllm:e2e_request_latency_seconds_bucket"),
                Source.of(TRITON, Signal.REQUESTS, Form.RATE, 1, "nv_inference_request_success")
                        .parts("model", true),
                Source.of(TRITON, Signal.WAITING, Form.PEAK, 1, "nv_inference_pending_request_count")
                        .parts("model", true),
                Source.of(TGI, Signal.REQUESTS, Form.RATE, 1, "tgi_request_success"),
                Source.of(TGI, Signal.WAITING, Form.PEAK, 1, "tgi_queue_size"),
                Source.of(TGI, Signal.LATENCY, Form.P99, 1, "tgi_request_duration_bucket"));
    }

    /** Those that can be read where these metrics are. */
    static List<Source> present(Set<String> metrics) {
        List<Source> present = new ArrayList<>();
        Set<List<Object>> known = new HashSet<>();
        for (Source each : ALL) {
            Object of = each.rung() == null ? each.signal() : each.rung();
            if (metrics.containsAll(each.metrics()) && known.add(List.of(each.exporter(), of))) {
                present.add(each);
            }
        }
        return present;
    }
}
