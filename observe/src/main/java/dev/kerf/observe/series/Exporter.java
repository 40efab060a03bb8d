package dev.kerf.observe.series;

import dev.kerf.core.use.Attribution;
import org.jspecify.annotations.Nullable;

/** Who tells. */
enum Exporter {
    DCGM,
    /** Kubex' gpu-process-exporter: of containers, whoever shares their GPU. */
    KUBEX(Attribution.KUBEX),
    /** HAMi's vGPUmonitor, and KAI's kai-vgpu-monitor that tells the same: of containers, whoever shares their GPU. */
    HAMI(Attribution.HAMI),
    CADVISOR,
    /** kube-state-metrics. */
    STATE,
    VLLM,
    TRITON,
    TGI;

    private final @Nullable Attribution ofContainers;

    Exporter() {
        this.ofContainers = null;
    }

    Exporter(Attribution ofContainers) {
        this.ofContainers = ofContainers;
    }

    /** How what it tells of a GPU is a container's; null: that depends on who else is on the GPU, or it tells of none. */
    @Nullable
    Attribution ofContainers() {
        return ofContainers;
    }
}
