package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.model.ModelQuota;
import dev.kerf.core.model.Queue;
import dev.kerf.core.model.Quota;
import dev.kerf.objects.ClusterReader;
import dev.kerf.objects.ReadOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queues of others become Kerf's; what is printed is read back, so that nothing is lost between the two. */
class ConvertCommandTest {
    private static final String GPU = "nvidia.com/gpu";
    private static final String KAI = """
            apiVersion: scheduling.run.ai/v2
            kind: Queue
            metadata: {name: research}
            spec:
              displayName: Research
              parentQueue: company
              priority: 120
              reclaimMinRuntime: 10m
              resources:
                gpu: {quota: 8, limit: 16, overQuotaWeight: 2}
                cpu: {quota: 64000, limit: -1, overQuotaWeight: 1}
                memory: {quota: 1000, limit: -1, overQuotaWeight: 1}
            ---
            apiVersion: scheduling.run.ai/v2
            kind: Queue
            metadata: {name: company}
            spec:
              resources:
                gpu: {quota: -1, limit: -1, overQuotaWeight: 1}
                cpu: {quota: -1, limit: -1, overQuotaWeight: 1}
            """;
    private static final String KUEUE = """
            apiVersion: kueue.x-k8s.io/v1beta2
            kind: ResourceFlavor
            metadata: {name: h100}
            spec: {nodeLabels: {nvidia.com/gpu.product: NVIDIA-H100-80GB-HBM3}}
            ---
            apiVersion: kueue.x-k8s.io/v1beta2
            kind: ClusterQueue
            metadata: {name: team-a}
            spec:
              cohortName: lab
              namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: a}}
              stopPolicy: Hold
              fairSharing: {weight: "2"}
              preemption: {reclaimWithinCohort: Any}
              resourceGroups:
                - coveredResources: [cpu, nvidia.com/gpu]
                  flavors:
                    - name: h100
                      resources:
                        - {name: cpu, nominalQuota: 100}
                        - {name: nvidia.com/gpu, nominalQuota: 8, borrowingLimit: 4, lendingLimit: 2}
                    - name: other
                      resources:
                        - {name: cpu, nominalQuota: 50}
                        - {name: nvidia.com/gpu, nominalQuota: 4}
            ---
            apiVersion: kueue.x-k8s.io/v1beta2
            kind: ClusterQueue
            metadata: {name: team-b}
            spec:
              cohortName: lab
              namespaceSelector: {}
              resourceGroups:
                - coveredResources: [nvidia.com/gpu]
                  flavors: [{name: other, resources: [{name: nvidia.com/gpu, nominalQuota: 6}]}]
            ---
            apiVersion: kueue.x-k8s.io/v1beta2
            kind: LocalQueue
            metadata: {name: train, namespace: a}
            spec: {clusterQueue: team-a}
            """;

    @TempDir
    private Path folder = Path.of("");

    private Kerf convert(String text) throws IOException {
        Path file = folder.resolve("queues.yaml");
        Files.writeString(file, text);
        return Kerf.run("convert", "-f", file.toString());
    }

    private static Queue read(Kerf run, String name) {
        byte[] out = run.out().getBytes(StandardCharsets.UTF_8);
        var result =
                ClusterReader.read(List.of("-"), new ReadOptions(null, Instant.EPOCH), new ByteArrayInputStream(out));
        assertThat(result.warnings()).isEmpty();
        return result.cluster().queues().stream()
                .filter(q -> q.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no queue " + name + " in " + run.out()));
    }

    @Test
    void queuesOfKai() throws IOException {
        Kerf run = convert(KAI);
        assertThat(run.code()).isZero();
        Queue research = read(run, "research");
        assertThat(research.parent()).isEqualTo("company");
        assertThat(research.priority()).isEqualTo(120);
        assertThat(research.quota(GPU))
                .isEqualTo(Quota.guarantee(8000).withLimit(16_000).withWeight(2000));
        assertThat(research.quota("cpu")).isEqualTo(Quota.guarantee(64_000));
        assertThat(research.quota("memory").guarantee()).isEqualTo(1_000_000_000L);
        assertThat(research.reclaimAfter().toMinutes()).isEqualTo(10);
        assertThat(read(run, "company").quota("memory").limit()).isZero();
    }

    @Test
    void whatHasNoEqualIsSaid() throws IOException {
        assertThat(convert(KAI).err())
                .contains("spec.displayName: is not converted")
                .contains("spec.resources.gpu.quota: is unlimited; nobody can be sure of everything")
                .contains("says nothing of memory, of which KAI Scheduler then gives nothing");
    }

    @Test
    void parentsComeFirst() throws IOException {
        String out = convert(KAI).out();
        assertThat(out.indexOf("name: company")).isLessThan(out.indexOf("name: research"));
    }

    @Test
    void queuesOfKueue() throws IOException {
        Kerf run = convert(KUEUE);
        assertThat(run.code()).isZero();
        Queue team = read(run, "team-a");
        assertThat(team.quota(GPU)).isEqualTo(new Quota(12_000, Quota.UNLIMITED, 2000, 2000, 4000));
        assertThat(team.quota("cpu").guarantee()).isEqualTo(150_000);
        Quota ofModel = new Quota(8000, Quota.UNLIMITED, Quota.WEIGHT_ONE, 2000, 4000);
        assertThat(team.models()).containsEntry("NVIDIA-H100-80GB-HBM3", new ModelQuota(ofModel, ModelQuota.RATE_ONE));
        assertThat(team.admission()).isEqualTo(Queue.Admission.HOLD);
        assertThat(team.namespaces()).containsExactly("a");
        Queue cohort = read(run, "lab");
        assertThat(cohort.quota(GPU)).isEqualTo(Quota.guarantee(18_000).withLimit(18_000));
        Queue local = read(run, "train");
        assertThat(local.parent()).isEqualTo("team-a");
        assertThat(local.namespaces()).containsExactly("a");
        assertThat(run.err()).contains("spec.preemption: is not converted");
    }

    @Test
    void nothingToConvertIsBadInput() throws IOException {
        Kerf run = convert("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("skipped: 1 Pod").contains("no queues of KAI Scheduler or Kueue");
    }

    @Test
    void anImpossibleQuotaIsSaidAndTheRestGoesOn() throws IOException {
        Kerf run = convert(KAI.replace("quota: 8,", "quota: -5,"));
        assertThat(run.code()).isZero();
        assertThat(run.err()).contains("“-5” is below zero");
        assertThat(read(run, "research").quota(GPU).limit()).isEqualTo(16_000);
    }
}
