package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kerf nodes} and {@code kerf report} on dumps. */
class LookCommandsTest {
    private static final String EXAMPLE = Kerf.file("examples/cluster.yaml");

    @TempDir
    private Path folder = Path.of("");

    private String shared() throws Exception {
        return Files.writeString(folder.resolve("shared.yaml"), """
                apiVersion: v1
                kind: List
                items:
                  - apiVersion: v1
                    kind: Node
                    metadata: {name: n, labels: {nvidia.com/gpu.product: NVIDIA-L4}}
                    spec: {unschedulable: true}
                    status: {allocatable: {cpu: "8", memory: 32Gi, pods: "10", nvidia.com/gpu: "2", nvidia.com/mig-1g.10gb: "7"}}
                  - apiVersion: v1
                    kind: Pod
                    metadata: {name: a, labels: {runai-gpu-group: g}, annotations: {gpu-fraction: "0.3"}}
                    spec: {nodeName: n, containers: [{name: main, resources: {requests: {cpu: "2", memory: 4Gi}}}]}
                  - apiVersion: v1
                    kind: Pod
                    metadata: {name: b}
                    spec: {nodeName: n, containers: [{name: main, resources: {limits: {nvidia.com/mig-1g.10gb: "3"}}}]}
                """).toString();
    }

    @Test
    void nodesShowWhatIsHeldAndWhatBlocks() {
        Kerf run = Kerf.run("nodes", "-f", EXAMPLE);
        assertThat(run.code()).isZero();
        assertThat(run.out().lines().map(l -> l.replaceAll(" +", " ")))
                .containsExactly(
                        "NAME MODEL GPUS USED FREE CPU MEMORY PODS BLOCKED",
                        "cpu-a - 0 - - 0/64 0/256Gi 0/110 -",
                        "gpu-a NVIDIA-H100-80GB-HBM3 8 5 3 32/96 256Gi/1000Gi 1/110 -",
                        "gpu-b NVIDIA-L4 4 0 4 0/48 0/192Gi 0/110 tainted dedicated=serving");
    }

    @Test
    void wideDrawsTheCards() throws Exception {
        assertThat(Kerf.run("nodes", "-f", shared(), "-o", "wide").out().lines().skip(1))
                .singleElement()
                .asString()
                .contains("[##--|----]")
                .contains("mig-1g.10gb 3/7")
                .contains("2/8")
                .endsWith("cordoned");
    }

    @Test
    void jsonYamlAndName() throws Exception {
        assertThat(Kerf.run("nodes", "-f", shared(), "-o", "json").out())
                .containsSubsequence(
                        "\"name\" : \"n\"",
                        "\"gpus\" : 2",
                        "\"gpus_used\" : 0.3",
                        "\"used_milli\" : 300",
                        "\"pod\" : \"default/a\"",
                        "\"cordoned\" : true",
                        "\"gpus_closed\" : 1.7");
        assertThat(Kerf.run("nodes", "-f", shared(), "-o", "yaml").out()).contains("- name: n");
        assertThat(Kerf.run("nodes", "-f", EXAMPLE, "-o", "name").out())
                .isEqualTo("node/cpu-a\nnode/gpu-a\nnode/gpu-b\n");
    }

    @Test
    void nodesByName() {
        assertThat(Kerf.run("nodes", "node/gpu-b", "-f", EXAMPLE, "-o", "name").out())
                .isEqualTo("node/gpu-b\n");
        Kerf typo = Kerf.run("nodes", "gpu-bb", "-f", EXAMPLE);
        assertThat(typo.code()).isEqualTo(2);
        assertThat(typo.err()).startsWith("kerf: there is no node gpu-bb; did you mean gpu-b");
    }

    @Test
    void theReportSaysWhoHoldsWhatWaitsAndGoes() {
        Kerf run = Kerf.run("report", "-f", EXAMPLE);
        assertThat(run.code()).isZero();
        assertThat(run.out().lines().map(l -> l.replaceAll(" +", " ")))
                .contains(
                        "all 3 12 5 7 0 0 0.6",
                        "research Pod/pretrain 1 5 32 256Gi",
                        "1 not now research/Job/finetune needs 2 GPUs on one node; the most free is 0, among 1 node"
                                + " left of 3 (2 without pool=train)",
                        "serving Deployment/chat 3 1.173 gpu-b");
    }

    @Test
    void theReportOfOneNamespace() {
        String out = Kerf.run("report", "-f", EXAMPLE, "-n", "data").out();
        assertThat(out)
                .contains("Nothing runs.")
                .contains("Nothing has to wait.")
                .contains("Pod/etl");
        assertThat(out).doesNotContain("research");
    }

    @Test
    void theReportForPrograms() {
        assertThat(Kerf.run("report", "-f", EXAMPLE, "-o", "json").out())
                .containsSubsequence(
                        "\"total\" : {",
                        "\"gpus\" : 12",
                        "\"gpus_used\" : 5.0",
                        "\"fleet\" : [",
                        "\"holdings\" : [",
                        "\"pending\" : [",
                        "\"code\" : \"TOO_LARGE\"",
                        "\"would_place\" : [",
                        "\"nodes\" : [",
                        "\"skipped\" : [",
                        "\"warnings\" : [");
    }

    @Test
    void theReportAsAPageNeedsNothingButItself() {
        Kerf run = Kerf.run("report", "-f", EXAMPLE, "-o", "html");
        assertThat(run.out())
                .startsWith("<!doctype html>")
                .contains("12 GPUs on 3 nodes")
                .contains("<svg class=\"cards\"")
                .contains("needs 16 GPUs on one node")
                .doesNotContain("http://")
                .doesNotContain("https://")
                .endsWith("</html>\n");
    }

    @Test
    void nothingToReadIsRefused() {
        Kerf run = Kerf.run("report", "-f", folder.resolve("none.yaml").toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("kerf: ");
    }
}
