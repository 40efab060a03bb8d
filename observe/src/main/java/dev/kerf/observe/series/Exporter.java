package dev.kerf.observe.series;

/** Who tells. */
enum Exporter {
    DCGM("dcgm-exporter", "DCGM_.*"),
    CADVISOR("cAdvisor", "container_.*"),
    STATE("kube-state-metrics", "kube_.*_owner|kube_pod_start_time"),
    VLLM("vLLM", "vllm:.*"),
    TRITON("Triton", "nv_inference_.*"),
    TGI("TGI", "tgi_.*");

    private final String words;
    private final String metrics;

    Exporter(String words, String metrics) {
        this.words = words;
        this.metrics = metrics;
    }

    String words() {
        return words;
    }

    /** The names of its metrics, as a regular expression. */
    String metrics() {
        return metrics;
    }
}
