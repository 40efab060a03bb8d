package dev.kerf.sim.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialTest {
    /** A fifth of a GPU, and in the two weeks that are judged half of it in one hour a day. */
    private static double[] mostlyAFifth() {
        double[] values = new double[Trial.LENGTH];
        Arrays.setAll(values, i -> i >= Trial.BEFORE && i % Trial.DAY < Trial.HOUR ? 0.5 : 0.2);
        return values;
    }

    private static Trial.Point usual(Rules.Family family) {
        return Trial.of(List.of(mostlyAFifth()), family, family.usual());
    }

    @Test
    void theVerticalPodAutoscalersRuleGivesFifteenPercentMore() {
        assertThat(usual(Rules.vpa()).saved()).isCloseTo(1 - 0.2 * 1.15, within(0.02));
        assertThat(usual(Rules.vpa()).violations()).isEqualTo(1 / 24.0);
    }

    @Test
    void krrsRuleGivesThePercentile() {
        assertThat(usual(Rules.krr()).saved()).isCloseTo(0.8, within(0.01));
        assertThat(usual(Rules.krr()).violations()).isEqualTo(1 / 24.0);
    }

    @Test
    void kruizesRuleGivesTheNextProfile() {
        Trial.Point point = usual(Rules.kruize());
        assertThat(1 - point.saved()).isBetween(2 / 7.0, 4 / 7.0);
    }

    @Test
    void whoIsGivenAllHasNoViolationsAndSavesNothing() {
        Rules.Family all = new Rules.Family("all", 1, List.of(1.0), setting -> new SizingRule() {
            @Override
            public void observe(double used) {}

            @Override
            public double part() {
                return setting;
            }
        });
        assertThat(usual(all)).isEqualTo(new Trial.Point(1, 0, 0, 0));
    }

    @Test
    void betweenTwoSettingsACurveIsALine() {
        Trial.Curve curve = new Trial.Curve(List.of(new Trial.Point(2, 0.1, 0.8, 0), new Trial.Point(1, 0.02, 0.4, 0)));
        assertThat(curve.savedAt(0.06)).isCloseTo(0.6, within(1e-9));
        assertThat(curve.savedAt(0.02)).isCloseTo(0.4, within(1e-9));
        assertThat(curve.savedAt(0.01)).isNaN();
        assertThat(curve.savedAt(0.2)).isNaN();
    }

    @Test
    void theNormalDistributionIsThatOfTheBooks() {
        assertThat(AcmeShape.below(0)).isCloseTo(0.5, within(1e-6));
        assertThat(AcmeShape.below(1.959964)).isCloseTo(0.975, within(1e-6));
        assertThat(AcmeShape.below(-1)).isCloseTo(0.158655, within(1e-6));
    }
}
