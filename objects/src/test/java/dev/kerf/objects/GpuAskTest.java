package dev.kerf.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.reason.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GpuAskTest {
    private static final Given GPUS = Given.file("gpus.yaml");

    private static GpuNeed need(String pod) {
        return GPUS.pending(pod).need().gpu();
    }

    @Test
    void wholeGpusAreAddedAndNoExtendedResource() {
        assertThat(need("whole")).isEqualTo(new GpuNeed.Whole(3));
        assertThat(GPUS.pending("whole").need().extended()).isEmpty();
        assertThat(need("none")).isEqualTo(new GpuNeed.None());
    }

    @Test
    void partsAreReadFromKaisAnnotations() {
        assertThat(need("decimal")).isEqualTo(new GpuNeed.Fraction(333, 1));
        assertThat(need("third")).isEqualTo(new GpuNeed.Fraction(333, 2));
        assertThat(need("for-an-init-container")).isEqualTo(new GpuNeed.Fraction(500, 1));
        assertThat(need("memory")).isEqualTo(new GpuNeed.Memory(Bytes.ofMib(4096), 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not-a-number | has an impossible gpu-fraction: “NaN” is not a number; write a part such as 0.5 or 1/3",
                "too-much | has an impossible gpu-fraction: “1.5” is not below 1; write a part such as 0.5 or 1/3, or ask for whole GPUs by nvidia.com/gpu",
                "memory-with-unit | has an impossible gpu-memory: “4Gi” is not a whole number from 1 to 67108864",
                "too-many-devices | has an impossible gpu-fraction-num-devices: “65” is not a whole number from 1 to 64",
                "devices-of-nothing | has an impossible gpu-fraction-num-devices: says how many GPUs but not what part of each; add gpu-fraction or gpu-memory",
                "for-nobody | has an impossible gpu-fraction-container-name: “nobody” is no container of the pod; it has a, b, first",
                "container-of-nothing | has an impossible gpu-fraction-container-name: names a container but not what part of a GPU it gets; add gpu-fraction or gpu-memory",
                "both-parts | has an impossible gpu-fraction: stands beside gpu-memory; write one of them",
                "whole-and-part | asks for 1 whole GPU and for 0.5 of a GPU at once; ask for one of them"
            })
    void whatMakesNoSenseKeepsThePodAndRefusesIt(String pod, String sentence) {
        assertThat(GPUS.refusals(pod)).containsExactly(sentence);
    }

    @Test
    void theRefusalNamesFieldAndProblem() {
        assertThat(GPUS.pending("too-much").refusals().getFirst().code()).isEqualTo(Code.INVALID);
        assertThat(GPUS.pending("too-much").refusals().getFirst().args()).containsEntry("field", "gpu-fraction");
        assertThat(GPUS.warnings()).anyMatch(w -> w.startsWith("-:32: Pod too-much: metadata.annotations."));
    }
}
