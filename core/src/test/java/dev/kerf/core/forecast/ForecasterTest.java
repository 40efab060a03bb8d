package dev.kerf.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ForecasterTest {
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final int AN_HOUR = 12;
    private static final int A_DAY = 288;
    /** A Monday's midnight. */
    private static final Instant START = Instant.parse("2026-11-02T00:00:00Z");

    private static Forecaster shown(int horizon, int values, IntToDoubleFunction series) {
        Forecaster forecaster = new Forecaster(new Scope(START, STEP, horizon, 100, 0.9));
        for (int i = 0; i < values; i++) {
            forecaster.observe(series.applyAsDouble(i));
        }
        return forecaster;
    }

    private static Forecast told(int horizon, int values, IntToDoubleFunction series) {
        return Objects.requireNonNull(shown(horizon, values, series).forecast());
    }

    /** Office hours on work days. */
    private static double office(int step) {
        int hour = step / AN_HOUR % 24;
        return step / A_DAY % 7 < 5 && hour >= 8 && hour < 18 ? 60 : 10;
    }

    private static IntToDoubleFunction noise(double middle, double spread) {
        Random random = new Random(7);
        return i -> middle + spread * random.nextGaussian();
    }

    @Test
    void nothingSeenMeansNothingForetold() {
        assertThat(shown(AN_HOUR, 0, i -> 5).ahead()).isNull();
        assertThat(shown(AN_HOUR, 50, i -> Double.NaN).ahead()).isNull();
    }

    @Test
    void beforeOneForecastCouldBeCheckedEverythingIsPossible() {
        assertThat(told(AN_HOUR, 20, noise(50, 1)).interval()).isEqualTo(new Interval(0, 100));
    }

    /** The width of the bounds after so many hours of errors from -1 to 1, of which one in ten was a miss. */
    private static double width(int hours) {
        Conformal bounds = new Conformal(0.9, AN_HOUR, STEP, 100);
        for (int i = 0; i < hours * AN_HOUR; i++) {
            bounds.learn(i % AN_HOUR / 5.5 - 1, i % 10 == 9);
        }
        return bounds.around(50).width();
    }

    @Test
    void theBoundsComeCloserAsMoreIsSeen() {
        assertThat(width(1)).isGreaterThan(1.3 * width(3));
        assertThat(width(3)).isGreaterThan(1.3 * width(12));
        assertThat(width(12)).isGreaterThan(width(30));
        assertThat(width(30)).isCloseTo(2, Offset.offset(1e-9));
        assertThat(width(200)).isLessThanOrEqualTo(width(30));
    }

    @Test
    void theHoursOfTheWeekAreLearned() {
        int friday = 4 * 7 * A_DAY + 4 * A_DAY + 7 * AN_HOUR;
        Forecast before = told(2 * AN_HOUR, friday, ForecasterTest::office);
        assertThat(before.middle().season()).isPositive();
        assertThat(before.middle().value()).isGreaterThan(25);
    }

    @Test
    void growthFromDayToDayIsCarriedOn() {
        Forecast week = told(A_DAY, 21 * A_DAY, i -> 10 + i / (double) A_DAY);
        assertThat(week.middle().trend()).isCloseTo(1, Offset.offset(0.05));
        assertThat(week.middle().value()).isCloseTo(32, Offset.offset(0.6));
    }

    @Test
    void twoMadDaysDoNotBendTheTrend() {
        Trend trend = new Trend();
        for (int day = 0; day < 15; day++) {
            trend.observe(START.plus(Duration.ofDays(day)), day == 5 || day == 6 ? 90 : 10 + day);
        }
        assertThat(trend.aDay()).isCloseTo(1, Offset.offset(0.01));
    }

    @Test
    void silenceIsNotZero() {
        Forecast after = told(AN_HOUR, 3 * A_DAY, i -> i > 2 * A_DAY ? Double.NaN : 40);
        assertThat(after.middle().value()).isCloseTo(40, Offset.offset(1e-9));
    }

    @Test
    void aForecastSaysWhatItIsMadeOf() {
        Forecast forecast = new Forecast(new Middle(12, 3.1, -0.4), new Interval(11, 21.3), 0.9);
        assertThat(forecast)
                .hasToString(
                        "level 12.0 + season 3.1 - trend 0.4 = 14.7, with bursts to 21.3; 90 % between 11.0 and 21.3");
        assertThat(forecast.burst()).isCloseTo(6.6, Offset.offset(1e-9));
    }

    @Test
    void onlyTheEndIsJudged() {
        Series series = new Series(START, STEP, 1, 1, 1, 1, 9, Double.NaN, 5, 5);
        Foresight one = new Foresight() {
            @Override
            public void observe(double value) {}

            @Override
            public Interval ahead() {
                return new Interval(1, 5);
            }
        };
        BackTest test = BackTest.of(series, 4, 1, 0.75, one);
        assertThat(test).isEqualTo(new BackTest(3, 2, 1, 4, (4 + 4 + 36) / 3.0, 1));
        assertThat(test.coverage()).isEqualTo(2 / 3.0);
        assertThatThrownBy(() -> BackTest.of(series, 8, 1, 0.9, one)).hasMessageContaining("nothing to test");
    }

    @Test
    void whatCannotBeForetoldIsRefused() {
        assertThatThrownBy(() -> new Scope(START, STEP, 0, 100, 0.9)).hasMessageContaining("0 steps");
        assertThatThrownBy(() -> new Scope(START, STEP, 1, 100, 1)).hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> new Series(START, Duration.ZERO)).hasMessageContaining("some time");
        assertThatThrownBy(() -> new Interval(2, 1)).hasMessage("no interval from 2.0 to 1.0");
    }
}
