package dev.kerf.objects.advise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Target;
import dev.kerf.core.model.Cpu;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Actions as patches that Kubernetes takes. */
class PatchesTest {
    private static Target.OfWorkload of(String workload) {
        return new Target.OfWorkload("team", workload, "main");
    }

    private static String yaml(Action action) {
        List<Patch> patches = Patches.of(action);
        assertThat(patches).hasSize(1);
        return patches.getFirst().yaml();
    }

    @Test
    void aPartOfAGpuTakesThePlaceOfTheWholeOne() {
        assertThat(yaml(new Action.Fraction(of("Deployment/web"), 333)).lines().map(String::strip))
                .containsExactly(
                        "apiVersion: apps/v1",
                        "kind: Deployment",
                        "metadata:",
                        "name: web",
                        "namespace: team",
                        "spec:",
                        "template:",
                        "metadata:",
                        "annotations:",
                        "gpu-fraction: '0.333'",
                        "spec:",
                        "containers:",
                        "- name: main",
                        "resources:",
                        "requests:",
                        "nvidia.com/gpu: null",
                        "limits:",
                        "nvidia.com/gpu: null");
    }

    @Test
    void eachKindIsStoppedInItsOwnWay() {
        assertThat(yaml(new Action.Scale(of("StatefulSet/db"), 0))).contains("replicas: 0");
        assertThat(yaml(new Action.Scale(of("Job/train"), 0))).contains("suspend: true");
        assertThat(yaml(new Action.Scale(of("Notebook/paper"), 0))).contains("kubeflow-resource-stopped: 'true'");
        assertThat(Patches.of(new Action.Scale(of("Rollout/odd"), 0))).isEmpty();
    }

    @Test
    void aCronJobKeepsItsTemplateDeeperAndAJobCannotBeChanged() {
        assertThat(yaml(new Action.Requests(of("CronJob/night"), new Cpu(5200), null)))
                .contains("jobTemplate:", "cpu: 5200m");
        assertThat(Patches.of(new Action.Gpus(of("Job/train"), 1))).isEmpty();
    }

    @Test
    void aNodeTakesNothingNew() {
        assertThat(yaml(new Action.Drain("old-1", List.of())))
                .contains("kind: Node", "name: old-1", "unschedulable: true");
        assertThat(Patches.of(new Action.Move(List.of()))).isEmpty();
    }
}
