package dev.kerf.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.model.Need;
import dev.kerf.core.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each pod of requests.yaml asks for in all; the pods are named after what they show. */
class RequestsTest {
    private static final Given REQUESTS = Given.file("requests.yaml");

    @ParameterizedTest
    @CsvSource({
        "containers-are-added, 1.5, 3Gi",
        "a-limit-alone-is-a-request, 2, 1Gi",
        "a-request-beside-a-limit-stands, 0.5, 1Gi",
        "init-containers-count-by-their-peak, 4, 1Gi",
        "init-containers-below-the-sum-cost-nothing, 2, 2Gi",
        "sidecars-run-beside-the-containers, 1.3, 1.5Gi",
        "an-init-container-runs-beside-earlier-sidecars, 3.2, 1Gi",
        "later-sidecars-do-not-add-to-the-peak, 3, 1Gi",
        "overhead-comes-on-top, 1.25, 1.1Gi",
        "the-pod-as-a-whole-replaces-the-sum, 3, 2Gi",
        "a-limit-of-the-pod-alone-counts-where-no-container-asks, 1, 8Gi",
        "nothing-asked-is-nothing, 0, 0"
    })
    void pendingPodsAskAsKubernetesCounts(String pod, String cpu, String memory) {
        assertNeed(REQUESTS.pending(pod), cpu, memory);
    }

    @ParameterizedTest
    @CsvSource({
        "a-shrinking-pod-holds-what-it-had, 2, 4Gi",
        "a-growing-pod-holds-what-it-asks, 4, 4Gi",
        "a-refused-resize-asks-for-nothing-new, 2, 4Gi",
        "a-sidecar-resized-counts-too, 3, 1Gi"
    })
    void resizedPodsHoldTheMoreOfBoth(String pod, String cpu, String memory) {
        assertNeed(REQUESTS.placed(pod).task(), cpu, memory);
    }

    private static void assertNeed(Task task, String cpu, String memory) {
        assertThat(task.need().cpu()).hasToString(cpu);
        assertThat(task.need().memory()).hasToString(memory);
    }

    @Test
    void everyOtherResourceIsKeptByName() {
        Need need = REQUESTS.pending("other-resources-by-name").need();
        assertThat(need.ephemeral()).hasToString("10Gi");
        assertThat(need.extended())
                .containsOnly(
                        java.util.Map.entry("amd.com/gpu", 2L),
                        java.util.Map.entry("hugepages-2Mi", 64L << 20),
                        java.util.Map.entry("nvidia.com/mig-1g.10gb", 1L));
    }

    @Test
    void whatIsImpossibleIsSaidWithItsFieldAndCountsAsNothing() {
        assertThat(REQUESTS.refusals("impossible"))
                .containsExactly(
                        "has an impossible spec.containers[0].resources.requests.cpu: “2 cores” is not a quantity;"
                                + " write a number with a unit as in 500m, 2 or 1.5Gi",
                        "has an impossible spec.containers[0].resources.requests.memory: -1073741824 is below zero;"
                                + " write zero or more",
                        "has an impossible spec.containers[0].resources.requests[nvidia.com/gpu]: 0.5 is not a whole"
                                + " number, and what it counts cannot be divided; for a part of a GPU use gpu-fraction");
        assertThat(REQUESTS.warnings())
                .contains("-:174: Pod impossible: spec.containers[0].resources.requests.cpu: “2 cores” is not a"
                        + " quantity; write a number with a unit as in 500m, 2 or 1.5Gi");
    }
}
