package dev.kerf.observe.series;

/** Who tells. */
enum Exporter {
    DCGM,
    CADVISOR,
    /** kube-state-metrics. */
    STATE,
    VLLM,
    TRITON,
    TGI
}
