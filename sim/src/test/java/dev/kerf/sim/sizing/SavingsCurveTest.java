package dev.kerf.sim.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kerf.sim.study.SizingStudy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loads shaped by the shared traces, and what Kerf's rule saves on them beside others. */
class SavingsCurveTest {
    private static ShapeFolder folder() {
        String root = System.getProperty("kerf.root", "..");
        ShapeFolder folder = ShapeFolder.shared(Path.of(root).toAbsolutePath().normalize());
        String missing = "no traces at " + folder.path() + "; set KERF_SHARED to the shared data";
        if (!folder.exists()) {
            System.out.println("not run: " + missing);
        }
        assumeTrue(folder.exists(), missing);
        return folder;
    }

    private static double[] all(Shape shape, int services) {
        return shape.services(services, 5).stream()
                .flatMapToDouble(Arrays::stream)
                .sorted()
                .toArray();
    }

    private static double quantile(double[] sorted, double part) {
        return sorted[(int) (part * (sorted.length - 1))];
    }

    @Test
    void theSameSeedMakesTheSame() {
        for (Shape shape : Shape.all(folder())) {
            assertThat(shape.services(2, 9).getLast())
                    .isEqualTo(shape.services(2, 9).getLast());
            assertThat(shape.services(1, 9).getFirst())
                    .isNotEqualTo(shape.services(1, 8).getFirst());
            assertThat(shape.services(1, 9).getFirst()).hasSize(Trial.LENGTH);
        }
    }

    @Test
    void acmesDevicesAreBusyAsPublished() {
        double[] busy = all(new AcmeShape(folder()), 60);
        assertThat(quantile(busy, 0.5)).isCloseTo(0.50, within(0.12));
        assertThat(quantile(busy, 0.9)).isCloseTo(0.81, within(0.05));
    }

    @Test
    void generatingPodsAreIdleAsLongAsPublished() {
        double[] busy = all(new GenaiShape(folder()), 60);
        assertThat(Arrays.stream(busy).average().orElseThrow()).isCloseTo(0.070, within(0.03));
        assertThat(quantile(busy, 0.25)).isLessThan(0.02);
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3})
    void atEqualViolationsNoRuleSavesMoreByAHundredth(long seed) {
        SizingStudy study = new SizingStudy(folder(), what -> {});
        for (Shape shape : study.shapes()) {
            Map<String, Trial.Curve> curves = study.curves(shape, 8, seed, Rules.acting());
            Trial.Curve kerf = Objects.requireNonNull(curves.get("kerf"));
            for (double violations : List.of(0.02, 0.05)) {
                curves.forEach((rule, curve) -> {
                    double theirs = curve.savedAt(violations);
                    if (!Double.isNaN(theirs)) {
                        assertThat(kerf.savedAt(violations))
                                .as(shape.name() + ", " + rule + ", " + violations)
                                .isGreaterThan(theirs - 0.01);
                    }
                });
            }
        }
    }

    @Test
    void whereNothingCanBeForeseenViolationsGoWhereTheySaveMost() {
        SizingStudy study = new SizingStudy(folder(), what -> {});
        Map<String, Trial.Curve> curves = study.curves(new GenaiShape(folder()), 24, 4, Rules.all());
        assertThatItIsAhead(curves, "kerf, unrounded", List.of(0.02, 0.05, 0.1), 0);
        assertThatItIsAhead(curves, "kerf", List.of(0.02, 0.05, 0.1), -0.001);
    }

    @Test
    void whereTheLevelWandersKerfIsAheadToo() {
        SizingStudy study = new SizingStudy(folder(), what -> {});
        Map<String, Trial.Curve> curves = study.curves(new AcmeShape(folder()), 24, 4, Rules.acting());
        assertThatItIsAhead(curves, "kerf", SizingStudy.VIOLATIONS, 0);
    }

    /** @param by so much at the least, as a part of the GPU-hours */
    private static void assertThatItIsAhead(Map<String, Trial.Curve> curves, String rule, List<Double> at, double by) {
        for (double violations : at) {
            double ours = Objects.requireNonNull(curves.get(rule)).savedAt(violations);
            curves.forEach((other, curve) -> {
                double theirs = curve.savedAt(violations);
                if (!other.startsWith("kerf") && !Double.isNaN(theirs)) {
                    assertThat(ours)
                            .as(rule + " beside " + other + " at " + violations)
                            .isGreaterThan(theirs + by);
                }
            });
        }
    }

    @Test
    void whereTheDayHasACourseKerfIsAhead() {
        SizingStudy study = new SizingStudy(folder(), what -> {});
        Map<String, Trial.Curve> curves = study.curves(new AzureShape(folder()), 8, 4, Rules.acting());
        double ours = Objects.requireNonNull(curves.get("kerf")).savedAt(0.02);
        for (String rule : List.of("VPA-style", "KRR-style", "Kruize-style")) {
            assertThat(ours)
                    .isGreaterThan(Objects.requireNonNull(curves.get(rule)).savedAt(0.02) + 0.03);
        }
    }
}
