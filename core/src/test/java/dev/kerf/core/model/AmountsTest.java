package dev.kerf.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Amounts read as people write them; conditions on labels hold as Kubernetes says. */
class AmountsTest {
    @Test
    void cpuIsWrittenInCores() {
        assertThat(List.of(new Cpu(4000), new Cpu(500), new Cpu(1250), new Cpu(1), new Cpu(-1500)))
                .extracting(Cpu::toString)
                .containsExactly("4", "0.5", "1.25", "0.001", "-1.5");
    }

    @Test
    void bytesAreWrittenInTheLargestUnit() {
        assertThat(List.of(new Bytes(512), Bytes.ofMib(512), Bytes.ofMib(1536), Bytes.ofGib(80), Bytes.ofGib(2048)))
                .extracting(Bytes::toString)
                .containsExactly("512", "512Mi", "1.5Gi", "80Gi", "2Ti");
    }

    @Test
    void impossibleGpuNeedsCannotBeMade() {
        assertThatThrownBy(() -> new GpuNeed.Whole(0)).hasMessage("devices must be at least 1, is 0");
        assertThatThrownBy(() -> new GpuNeed.Fraction(1000, 1)).hasMessage("thousandths must be below 1000, is 1000");
        assertThatThrownBy(() -> new GpuNeed.Memory(Bytes.ZERO, 1)).hasMessage("perDevice must be above 0, is 0");
    }

    @Test
    void requirementsHoldAsKubernetesSays() {
        Map<String, String> labels = Map.of("zone", "a", "gen", "9");
        assertThat(requirement("zone", Requirement.Operator.NOT_IN, "b").matches(labels))
                .isTrue();
        assertThat(requirement("none", Requirement.Operator.NOT_IN, "b").matches(labels))
                .isTrue();
        assertThat(requirement("gen", Requirement.Operator.GT, "8").matches(labels))
                .isTrue();
        assertThat(requirement("gen", Requirement.Operator.GT, "9").matches(labels))
                .isFalse();
        assertThat(requirement("zone", Requirement.Operator.LT, "9").matches(labels))
                .isFalse();
        assertThat(requirement("none", Requirement.Operator.DOES_NOT_EXIST).matches(labels))
                .isTrue();
        assertThat(requirement("zone", Requirement.Operator.EXISTS).matches(labels))
                .isTrue();
    }

    @Test
    void aTermWithoutConditionsMatchesNoNode() {
        assertThat(new NodeTerm(List.of(), List.of())
                        .matches(Node.of("n", Capacity.of(Cpu.ZERO, Bytes.ZERO, 1), Gpus.NONE)))
                .isFalse();
    }

    @Test
    void tolerationsFollowKubernetes() {
        Taint taint = new Taint("gpu", "yes", Taint.Effect.NO_SCHEDULE);
        assertThat(new Toleration("gpu", false, "yes", null).tolerates(taint)).isTrue();
        assertThat(new Toleration("gpu", false, "no", null).tolerates(taint)).isFalse();
        assertThat(new Toleration("gpu", true, "", Taint.Effect.NO_EXECUTE).tolerates(taint))
                .isFalse();
        assertThat(new Toleration("", true, "", null).tolerates(taint)).isTrue();
        assertThat(new Toleration("", false, "yes", null).tolerates(taint)).isFalse();
    }

    private static Requirement requirement(String key, Requirement.Operator operator, String... values) {
        return new Requirement(key, operator, List.of(values));
    }
}
