package dev.kerf.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.model.ModelQuota;
import dev.kerf.core.model.Queue;
import dev.kerf.core.model.Quota;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueuesTest {
    private static Given read(String spec) {
        return Given.text("""
                apiVersion: kerf.dev/v1alpha1
                kind: Queue
                metadata: {name: research}
                spec:
                """ + spec.indent(2));
    }

    private static Queue queue(String spec) {
        return read(spec).result().cluster().queues().getFirst();
    }

    private static List<String> warnings(String spec) {
        return read(spec).warnings();
    }

    @Test
    void everyFieldIsRead() {
        Queue queue = queue("""
                parent: company
                priority: 7
                resources:
                  nvidia.com/gpu: {guarantee: 8, limit: 16, weight: 2, lend: 4, borrow: 8}
                  cpu: {guarantee: "64"}
                  memory: {limit: 1Gi}
                  pods: {limit: unlimited, weight: 0.5}
                gpuModels: {H100: {guarantee: 4, rate: 2.0}}
                preemptMinRuntime: 30s
                reclaimMinRuntime: 1h30m
                perUser: {nvidia.com/gpu: 4}
                namespaces: [team-a]
                admission: Hold
                """);
        assertThat(queue.parent()).isEqualTo("company");
        assertThat(queue.priority()).isEqualTo(7);
        assertThat(queue.quota("nvidia.com/gpu")).isEqualTo(new Quota(8000, 16_000, 2000, 4000, 8000));
        assertThat(queue.quota("cpu")).isEqualTo(Quota.guarantee(64_000));
        assertThat(queue.quota("memory").limit()).isEqualTo(1L << 30);
        assertThat(queue.quota("pods")).isEqualTo(Quota.OPEN.withWeight(500));
        assertThat(queue.models()).containsEntry("H100", new ModelQuota(Quota.guarantee(4000), 2000));
        assertThat(queue.preemptAfter()).isEqualTo(Duration.ofSeconds(30));
        assertThat(queue.reclaimAfter()).isEqualTo(Duration.ofMinutes(90));
        assertThat(queue.perUser()).containsEntry("nvidia.com/gpu", 4000L);
        assertThat(queue.namespaces()).containsExactly("team-a");
        assertThat(queue.admission()).isEqualTo(Queue.Admission.HOLD);
    }

    @Test
    void whatIsNotSaidIsOpen() {
        Queue queue = queue("{}");
        assertThat(queue.quota("nvidia.com/gpu")).isEqualTo(Quota.OPEN);
        assertThat(queue.priority()).isEqualTo(100);
        assertThat(queue.parent()).isNull();
    }

    @Test
    void whatMakesNoSenseIsSaid() {
        assertThat(warnings("resources: {cpu: {guarantee: -1}}")).anyMatch(w -> w.contains("below zero"));
        assertThat(warnings("resources: {cpu: {guarantee: 4, limit: 2}}"))
                .anyMatch(w -> w.contains("is more than the limit"));
        assertThat(warnings("resources: {cpu: {weight: -1}}")).anyMatch(w -> w.contains("is not a weight"));
        assertThat(warnings("gpuModels: {T4: {rate: 0}}")).anyMatch(w -> w.contains("must be above 0"));
        assertThat(warnings("reclaimMinRuntime: soon")).anyMatch(w -> w.contains("write it as 30s"));
        assertThat(warnings("admission: Maybe")).anyMatch(w -> w.contains("is not one of Open, Hold, Drain"));
    }
}
