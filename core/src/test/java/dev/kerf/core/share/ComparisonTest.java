package dev.kerf.core.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.Given;
import dev.kerf.core.model.Node;
import dev.kerf.core.use.Track;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final double GIB = 1L << 30;
    private static final Capabilities PLAIN = can(Map.of("nvidia.com/cuda.driver-version.major", "570"));
    private static final Capabilities MPS =
            can(Map.of("nvidia.com/cuda.driver-version.major", "570", "nvidia.com/mps.capable", "true"));

    private static Capabilities can(Map<String, String> labels) {
        Node node = Given.machine("a", 8).withLabels(labels);
        return Capabilities.of(List.of(node));
    }

    /** Busy by day, by night, or always. */
    private static Sharer sharer(String name, String domain, Strategy.Load load, double busy, int from, int to) {
        float[] hours = new float[14 * 24];
        for (int i = 0; i < hours.length; i++) {
            hours[i] = i % 24 >= from && i % 24 < to ? (float) busy : 0.01f;
        }
        return new Sharer(name, domain, false, load, false, false, busy, 8 * GIB, 0, hourly(hours));
    }

    private static Track hourly(float[] values) {
        return Track.of(Instant.EPOCH, Duration.ofHours(1), values);
    }

    private static Sharer patient(String name) {
        return sharer(name, "team", Strategy.Load.PATIENT, 0.2, 0, 24);
    }

    private static List<Comparison.Finding> findings(List<Sharer> sharers, Capabilities can) {
        return new Comparison(sharers, 80 * GIB, MigModels.A100_80, can, Comparison.TOGETHER).findings();
    }

    private static Comparison.Finding of(Strategy strategy, List<Comparison.Finding> findings) {
        return findings.stream()
                .filter(v -> v.strategy() == strategy)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void notebooksShareWhateverTheNodesCan() {
        Comparison.Finding best = Comparison.best(findings(List.of(patient("a"), patient("b"), patient("c")), PLAIN));
        assertThat(best.saved()).isEqualTo(2);
        assertThat(best.strategy()).isEqualTo(Strategy.S9);
    }

    @Test
    void whatServesTakesMpsWhereThereIsMps() {
        List<Sharer> serving = List.of(
                sharer("a", "team", Strategy.Load.STEADY, 0.3, 0, 24),
                sharer("b", "team", Strategy.Load.STEADY, 0.3, 0, 24));
        assertThat(Comparison.best(findings(serving, MPS)).strategy()).isEqualTo(Strategy.S2);
        List<Comparison.Finding> without = findings(serving, PLAIN);
        assertThat(Comparison.best(without).strategy()).isEqualTo(Strategy.S0);
        assertThat(Objects.requireNonNull(Comparison.better(without)).saved()).isEqualTo(1);
        assertThat(of(Strategy.S7, without).excluded()).contains("a driver of release 615 (it is 570)");
    }

    @Test
    void tenantsShareByHardwareAlone() {
        List<Sharer> tenants = List.of(
                sharer("a", "one", Strategy.Load.PATIENT, 0.1, 0, 24),
                sharer("b", "two", Strategy.Load.PATIENT, 0.1, 0, 24));
        assertThat(of(Strategy.S1, findings(tenants, PLAIN)).saved()).isZero();
        Capabilities mig = can(Map.of(
                "nvidia.com/mig.capable",
                "true",
                "nvidia.com/mig.strategy",
                "mixed",
                "nvidia.com/cuda.driver.major",
                "570"));
        Comparison.Finding best = Comparison.best(findings(tenants, mig));
        assertThat(best.strategy()).isEqualTo(Strategy.S10);
        assertThat(best.saved()).isEqualTo(1);
    }

    @Test
    void whatHasABoundOnItsLatencySharesByHardwareAlone() {
        List<Sharer> critical = List.of(
                sharer("a", "team", Strategy.Load.ANY, 0.1, 0, 24), sharer("b", "team", Strategy.Load.ANY, 0.1, 0, 24));
        List<Comparison.Finding> findings = findings(critical, MPS);
        assertThat(of(Strategy.S2, findings).saved()).isZero();
        assertThat(Objects.requireNonNull(Comparison.better(findings))
                        .strategy()
                        .walls())
                .isTrue();
    }

    @Test
    void loadsThatGoTogetherDoNotShareAndThoseOfDayAndNightDo() {
        Sharer day = sharer("day", "team", Strategy.Load.PATIENT, 0.4, 8, 20);
        Sharer alike = sharer("alike", "team", Strategy.Load.PATIENT, 0.4, 8, 20);
        Sharer night = sharer("night", "team", Strategy.Load.PATIENT, 0.4, 20, 24);
        assertThat(day.correlation(alike)).isGreaterThan(0.99);
        assertThat(day.correlation(night)).isNegative();
        assertThat(of(Strategy.S1, findings(List.of(day, alike), PLAIN)).saved())
                .isZero();
        assertThat(of(Strategy.S1, findings(List.of(day, night), PLAIN)).saved())
                .isEqualTo(1);
    }

    @Test
    void neitherMemoryNorComputeIsGivenAwayTwice() {
        List<Sharer> many = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            many.add(patient("p" + i));
        }
        Comparison.Finding slices = of(Strategy.S1, findings(many, PLAIN));
        assertThat(slices.groups()).allSatisfy(g -> assertThat(
                        g.stream().mapToDouble(Sharer::activity).sum())
                .isLessThanOrEqualTo(Comparison.FULL));
        assertThat(slices.saved()).isEqualTo(7);
    }

    @Test
    void rootRunsUnderNoMpsAndStrictPodsBehindHardwareOnly() {
        Sharer root = new Sharer(
                "root", "team", false, Strategy.Load.STEADY, true, false, 0.1, GIB, 0, hourly(new float[400]));
        Sharer strict = new Sharer(
                "strict", "team", true, Strategy.Load.STEADY, false, false, 0.1, GIB, 0, hourly(new float[400]));
        Sharer other = new Sharer(
                "other", "team", false, Strategy.Load.STEADY, false, false, 0.1, GIB, 0, hourly(new float[400]));
        assertThat(of(Strategy.S2, findings(List.of(root, other), MPS)).saved()).isZero();
        assertThat(of(Strategy.S2, findings(List.of(strict, other), MPS)).saved())
                .isZero();
    }

    @Test
    void eachWayIsJudgedAndSaysWhatItMisses() {
        List<Comparison.Finding> findings = findings(List.of(patient("a"), patient("b")), PLAIN);
        assertThat(findings).hasSize(15);
        assertThat(of(Strategy.S13, findings).excluded()).contains("the device plugin refuses it");
        assertThat(of(Strategy.S8, findings).excluded()).isEqualTo("needs HAMi (kerf.dev/can-hami=true)");
    }
}
