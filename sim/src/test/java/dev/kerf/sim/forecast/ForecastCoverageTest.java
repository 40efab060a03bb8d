package dev.kerf.sim.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kerf.core.forecast.BackTest;
import dev.kerf.sim.study.ForecastStudy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forecast on the last quarter of 17 real series, which nothing was chosen by. */
class ForecastCoverageTest {
    private static final Map<Integer, ForecastStudy.Results> RESULTS = new ConcurrentHashMap<>();

    private static ForecastStudy.Results ahead(int hours) {
        return RESULTS.computeIfAbsent(hours, h -> study().lastQuarter(Duration.ofHours(h)));
    }

    private static ForecastStudy study() {
        String root = System.getProperty("kerf.root", "..");
        LoadFolder folder = LoadFolder.shared(Path.of(root).toAbsolutePath().normalize());
        String missing = "no series at " + folder.path() + "; set KERF_SHARED to the shared data";
        if (!folder.exists()) {
            System.out.println("not run: " + missing);
        }
        assumeTrue(folder.exists(), missing);
        return new ForecastStudy(folder, name -> {});
    }

    @ParameterizedTest(name = "{0} h ahead")
    @ValueSource(ints = {1, 6, 24})
    void nineOfTenValuesLieWithinTheInterval(int hours) {
        Map<String, BackTest> kerf = ahead(hours).kerf();
        assertThat(kerf).hasSize(17);
        assertThat(ForecastStudy.pooled(kerf.values())).isBetween(0.88, 0.92);
    }

    @Test
    void anHourAheadMostSeriesKeepItEachAndNoneIsFarOff() {
        Map<String, BackTest> kerf = ahead(1).kerf();
        assertThat(kerf.values().stream().filter(ForecastStudy::kept).count()).isGreaterThanOrEqualTo(13);
        assertThat(kerf).allSatisfy((series, test) -> assertThat(test.coverage())
                .as(series)
                .isBetween(0.87, test.still(ForecastStudy.COVERAGE) ? 1 : 0.935));
    }

    @Test
    void anHourAheadNoPlainerMethodScoresBetter() {
        ForecastStudy.Results results = ahead(1);
        double ours = ForecastStudy.mean(results, results.kerf(), BackTest::score);
        results.byMethod().forEach((method, tests) -> assertThat(ForecastStudy.mean(results, tests, BackTest::score))
                .as(method)
                .isGreaterThanOrEqualTo(ours));
        Map<String, BackTest> percentile =
                Objects.requireNonNull(results.byMethod().get("plain percentile"));
        assertThat(ForecastStudy.mean(results, results.kerf(), BackTest::width))
                .isLessThan(ForecastStudy.mean(results, percentile, BackTest::width) / 3);
    }
}
