package dev.kerf.fakecluster.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.testbed.Prometheus;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What exporters tell of what pods use, and what the embedded Prometheus says of what it does not know. */
class MeasuringTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:05Z");

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // before each
    private Scene scene;

    @BeforeEach
    void start() throws IOException {
        scene = new Scene(NOON, folder);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private String ask(String query) {
        String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
        return Prometheus.get(scene.cluster.prometheus(), "/api/v1/query?query=" + encoded);
    }

    private static String pod(String load) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: p, annotations: {%s}}
                spec:
                  nodeName: n
                  containers: [{name: side, image: none}, {name: main, image: none, resources: {limits: {nvidia.com/gpu: 1}}}]
                """.formatted(load);
    }

    @Test
    void theCoarserTheCounterTheBusierTheSameWorkLooks() {
        scene.run(pod("kerf.dev/load: '{gpu: 0.5, gpuMemory: 10Gi}'"));
        scene.nextScrape();
        assertThat(ask("DCGM_FI_PROF_SM_ACTIVE{exported_pod=\"p\"}"))
                .contains("\"0.5\"]", "\"exported_container\":\"main\"");
        assertThat(ask("DCGM_FI_PROF_GR_ENGINE_ACTIVE{exported_pod=\"p\"}")).contains("\"0.646447\"]");
        assertThat(ask("DCGM_FI_DEV_GPU_UTIL{exported_pod=\"p\"}")).contains("\"82\"]");
        assertThat(ask("DCGM_FI_DEV_FB_USED{exported_pod=\"p\"}")).contains("\"10240\"]");
        assertThat(ask("DCGM_FI_DEV_FB_FREE{exported_pod=\"p\"}")).contains("\"70760\"]");
        assertThat(ask("DCGM_FI_DEV_FB_RESERVED{exported_pod=\"p\"}")).contains("\"920\"]");
    }

    @Test
    void aSharedCardIsToldUnderItsReservationWithWhatAllDo() {
        scene.run(Scene.SHARED);
        scene.nextScrape();
        assertThat(ask("DCGM_FI_PROF_SM_ACTIVE{exported_pod!=\"\"}"))
                .contains("\"exported_pod\":\"reservation\"", "\"0.25\"]")
                .doesNotContain("\"exported_pod\":\"part\"");
    }

    @Test
    void whoSharesACardIsToldByItself() {
        scene.run(Scene.SHARED);
        for (int i = 0; i < 6; i++) {
            scene.nextScrape();
        }
        assertThat(ask("kubex_gpu_container_memory_bytes"))
                .contains("\"pod\":\"part\"", "\"container\":\"main\"", "\"gpu_uuid\":\"GPU-n-0\"", "\"5368709120\"]")
                .doesNotContain("reservation");
        assertThat(ask("rate(kubex_gpu_container_sm_utilization_percent_seconds_total[1m])"))
                .contains("\"25\"]");
        scene.delete("part");
        scene.nextScrape();
        assertThat(ask("kubex_gpu_container_memory_bytes")).contains("\"result\":[]");
    }

    @Test
    void whatASharerClaimsIsToldOnceItsCardIsKept() {
        String[] both = Scene.SHARED
                .replace("kerf.dev/load:", "kerf.dev/told-for: 2d, kerf.dev/load:")
                .split("---\n");
        scene.run(both[1]);
        scene.nextScrape();
        assertThat(ask("kubex_gpu_container_memory_bytes")).contains("\"result\":[]");
        scene.run(both[0]);
        scene.nextScrape();
        assertThat(ask("kubex_gpu_container_memory_bytes offset 1d")).contains("\"5368709120\"]");
        assertThat(ask("DCGM_FI_PROF_SM_ACTIVE{exported_pod=\"reservation\"} offset 1d"))
                .contains("\"0.25\"]");
    }

    @Test
    void aNodeMayLackTheExporterThatTellsContainersApart() {
        scene.annotate("node", "n", "kerf.dev/gpu-exporters=dcgm-exporter");
        scene.run(Scene.SHARED);
        scene.nextScrape();
        assertThat(ask("DCGM_FI_PROF_SM_ACTIVE{exported_pod=\"reservation\"}")).contains("\"0.25\"]");
        assertThat(ask("kubex_gpu_container_memory_bytes")).contains("\"result\":[]");
    }

    @Test
    void aCardThatNobodyHoldsIsToldWithoutAPod() {
        scene.nextScrape();
        assertThat(ask("count(DCGM_FI_DEV_GPU_UTIL{exported_pod=\"\"})")).contains("\"2\"]");
    }

    @Test
    void ofTwoCardsOneCanBeUsedAlone() {
        scene.run(pod("kerf.dev/load: '{gpu: 0.5, onCards: 1}'").replace("nvidia.com/gpu: 1", "nvidia.com/gpu: 2"));
        scene.nextScrape();
        assertThat(ask("count(DCGM_FI_PROF_SM_ACTIVE{exported_pod=\"p\"})")).contains("\"2\"]");
        assertThat(ask("sum(DCGM_FI_PROF_SM_ACTIVE{exported_pod=\"p\"})")).contains("\"0.5\"]");
    }

    @Test
    void whoSaysNothingUsesNothing() {
        scene.run(pod(""));
        scene.nextScrape();
        assertThat(ask("sum(DCGM_FI_DEV_GPU_UTIL)")).contains("\"0\"]");
        assertThat(ask("sum(container_memory_working_set_bytes)")).contains("\"0\"]");
    }

    @Test
    void whatHasGoneIsGoneAtTheNextScrape() {
        scene.run(pod("kerf.dev/load: '{gpu: 1}'"));
        scene.nextScrape();
        assertThat(ask("kube_pod_info")).contains("\"pod\":\"p\"");
        scene.pass(Duration.ofSeconds(5));
        scene.delete("p");
        scene.nextScrape();
        assertThat(ask("kube_pod_info")).contains("\"result\":[]");
        assertThat(ask("kube_pod_info offset 15s")).contains("\"pod\":\"p\"");
        assertThat(ask("sum(DCGM_FI_DEV_GPU_UTIL)")).contains("\"0\"]");
    }

    @Test
    void aHistoryThatIsClaimedIsThereAtOnce() {
        scene.run(pod("kerf.dev/load: '{gpu: [0, 1], every: 1d}', kerf.dev/told-for: 14d"));
        scene.nextScrape();
        assertThat(ask("count_over_time(DCGM_FI_PROF_SM_ACTIVE{exported_pod=\"p\"}[14d])"))
                .contains("\"80640\"]");
        assertThat(ask("quantile_over_time(0.5, DCGM_FI_PROF_SM_ACTIVE{exported_pod=\"p\"}[14d])"))
                .contains("\"0.5\"]");
        assertThat(ask("DCGM_FI_PROF_SM_ACTIVE{exported_pod=\"p\"} offset 12h15s"))
                .contains("\"0\"]");
        assertThat(ask("sum by (exported_pod) (count_over_time(DCGM_FI_DEV_GPU_UTIL{gpu=\"1\"}[14d]))"))
                .contains("\"1\"]");
    }

    @Test
    void loadsThatMakeNoSenseArePassedOverAndNamed() {
        scene.run(pod("kerf.dev/load: '{gpus: 1}'"));
        scene.nextScrape();
        assertThat(ask("sum(DCGM_FI_DEV_GPU_UTIL)")).contains("\"0\"]");
        assertThat(scene.said())
                .anyMatch(
                        line -> line.equals(
                                "pods/default/p: kerf.dev/load: “gpus” is not known; write cpu, every, gpu, gpuMemory, jitter, memory, onCards; it is passed over"));
    }

    @Test
    void whatIsNotAnsweredIsSaidPlainly() {
        assertThat(ask("a + b"))
                .contains("\"errorType\":\"bad_data\"", "“+” is not answered here", "a real Prometheus");
        assertThat(ask("histogram_quantile(0.9, x)")).contains("bad_data", "“(” is not answered here");
        assertThat(ask("max_over_time(x[1h:5m])")).contains("bad_data");
        String targets = Prometheus.get(scene.cluster.prometheus(), "/api/v1/targets");
        assertThat(targets).contains("\"errorType\":\"not_found\"", "is not answered by the embedded Prometheus");
        assertThat(Prometheus.get(scene.cluster.prometheus(), "/-/ready")).contains("ready");
    }

    @Test
    void exportersWriteWhatPrometheusReads() throws IOException {
        scene.run(Scene.WHOLE);
        scene.nextScrape();
        String dcgm = exposition("dcgm-exporter");
        assertThat(dcgm)
                .startsWith("# HELP DCGM_FI_DEV_FB_FREE ")
                .contains("# TYPE DCGM_FI_DEV_FB_FREE gauge\n", ",pod=\"whole\"} ");
        Prometheus.check(exposition("cadvisor"));
        scene.run(Scene.SHARED);
        scene.nextScrape();
        Prometheus.check(exposition("gpu-process-exporter"));
    }

    private String exposition(String exporter) {
        return Prometheus.get(scene.cluster.server(), "/exporters/" + exporter + "/metrics");
    }
}
