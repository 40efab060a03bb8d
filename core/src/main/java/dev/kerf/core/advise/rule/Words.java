package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Observation;
import dev.kerf.core.advise.Work;
import dev.kerf.core.use.Attribution;
import dev.kerf.core.use.Rung;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** How rules say what they saw. */
final class Words {
    private static final double GIB = 1L << 30;

    private Words() {}

    /** {@code 60m}, {@code 24h}, {@code 7d}. */
    static String span(Duration time) {
        if (time.toDays() > 1 && time.toHours() % 24 == 0) {
            return time.toDays() + "d";
        }
        return time.toMinutes() % 60 == 0 && time.toHours() > 2 ? time.toHours() + "h" : time.toMinutes() + "m";
    }

    /** What a series is asked for, in PromQL. */
    static String query(String function, Seen seen, Seat seat, Duration window) {
        return "%s(%s{%s}[%s])%s".formatted(function, series(seen), labels(seen, seat), span(window), note(seen, seat));
    }

    private static String series(Seen seen) {
        Rung rung = seen.rung();
        if (rung != null || seen.signal() != Signal.GPU_MEMORY) {
            return rung != null ? rung.series() : name(seen.signal());
        }
        return switch (seen.attribution()) {
            case KUBEX -> "kubex_gpu_container_memory_bytes";
            case HAMI -> "hami_vgpu_memory_used_bytes";
            default -> name(seen.signal());
        };
    }

    /** Of a card that is kept for sharing no series names the pod. */
    private static String labels(Seen seen, Seat seat) {
        return seen.attribution() == Attribution.ONLY_HOLDER
                ? "UUID=\"%s\"".formatted(seat.device())
                : "namespace=\"%s\",pod=\"%s\"".formatted(seat.namespace(), seat.pod());
    }

    /** What has to be said of a series for it to be understood; empty: nothing. */
    private static String note(Seen seen, Seat seat) {
        return seen.attribution() == Attribution.ONLY_HOLDER
                ? " (the card's, of which %s/%s is the only holder)".formatted(seat.namespace(), seat.pod())
                : "";
    }

    /** The exporter's name of a signal. */
    static String name(Signal signal) {
        return switch (signal) {
            case ACTIVITY -> "DCGM_FI_PROF_SM_ACTIVE";
            case GPU_MEMORY -> "DCGM_FI_DEV_FB_USED";
            case POWER -> "DCGM_FI_DEV_POWER_USAGE";
            case DRAM -> "DCGM_FI_PROF_DRAM_ACTIVE";
            case TENSOR -> "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE";
            case FP64 -> "DCGM_FI_PROF_PIPE_FP64_ACTIVE";
            case NVLINK -> "DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL";
            case POWER_CAPPED -> "DCGM_FI_DEV_POWER_VIOLATION";
            case HEAT_CAPPED -> "DCGM_FI_DEV_THERMAL_VIOLATION";
            case XID -> "DCGM_FI_DEV_XID_ERRORS";
            case REMAP_FAILED -> "DCGM_FI_DEV_ROW_REMAP_FAILURE";
            case MEMORY_ERRORS -> "DCGM_FI_DEV_ECC_DBE_VOL_TOTAL";
            case MEMORY_ERRORS_EVER -> "DCGM_FI_DEV_ECC_DBE_AGG_TOTAL";
            case CPU -> "container_cpu_usage_seconds_total";
            case THROTTLED -> "container_cpu_cfs_throttled_periods_total";
            case MEMORY -> "container_memory_working_set_bytes";
            case NETWORK -> "container_network_receive_bytes_total";
            case REQUESTS -> "vllm:request_success_total";
            case RUNNING -> "vllm:num_requests_running";
            case WAITING -> "vllm:num_requests_waiting";
            case KV_CACHE -> "vllm:kv_cache_usage_perc";
            case PREEMPTIONS -> "vllm:num_preemptions_total";
            case LATENCY -> "vllm:e2e_request_latency_seconds_bucket";
            case FREE_GPUS, FREE_CPU, FREE_MEMORY -> "kube_node_status_allocatable";
        };
    }

    /** A figure of a window of a series, as evidence. */
    static Observation observed(
            String function, Seen seen, Seat seat, Track window, double value, double threshold, String unit) {
        Duration over = window.step().multipliedBy(window.size());
        return new Observation(query(function, seen, seat, over), value, threshold, window.coverage(), unit, window);
    }

    /** {@code 22.0 GiB}. */
    static String gib(double bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / GIB);
    }

    static String percent(double part) {
        return String.format(Locale.ROOT, "%.1f %%", part * 100);
    }

    /** What advice about a workload and its devices lives off. */
    static Set<String> claims(Work work) {
        Set<String> claims = new LinkedHashSet<>();
        claims.add("workload:" + work.namespace() + "/" + work.workload());
        work.ids().forEach(id -> work.pieces(id)
                .forEach(p -> claims.add("gpu:" + p.node() + "/" + p.device() + "/" + work)));
        return claims;
    }
}
