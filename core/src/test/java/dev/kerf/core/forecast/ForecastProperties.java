package dev.kerf.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds of the forecast whatever the series does. */
class ForecastProperties {
    private static final double MOST = 100;
    private static final double AIM = 0.1;
    private static final int LENGTH = 3000;

    private static Scope scope(int horizon) {
        return new Scope(Instant.EPOCH, Duration.ofMinutes(5), horizon, MOST, 1 - AIM);
    }

    /** Calm, jumping, walking and wild stretches, one after the other. */
    private static double[] anything(Random random) {
        double[] values = new double[LENGTH];
        double value = 50;
        int kind = 0;
        for (int i = 0; i < LENGTH; i++) {
            kind = random.nextInt(200) == 0 ? random.nextInt(4) : kind;
            value = switch (kind) {
                case 0 -> value;
                case 1 -> random.nextInt(50) == 0 ? random.nextInt(101) : value;
                case 2 -> Math.clamp(value + random.nextGaussian(), 0, MOST);
                default -> random.nextDouble() * MOST;
            };
            values[i] = value;
        }
        return values;
    }

    @Property(tries = 40)
    void theBoundsFailNoMoreOftenThanTheySayWhateverTheSeriesDoes(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 24) int horizon) {
        Series series = new Series(Instant.EPOCH, Duration.ofMinutes(5), anything(random));
        BackTest test = BackTest.of(series, 0, horizon, 1 - AIM, new Forecaster(scope(horizon)));
        double slack = (AIM + 0.12 + 0.12 / horizon) * horizon / 0.12 / test.counted();
        assertThat(1 - test.coverage()).isLessThanOrEqualTo(AIM + slack);
    }

    /** Somebody who knows the bounds and does his worst. */
    @Property(tries = 20)
    void evenAnAdversaryCannotMakeThemFailMoreOften(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 12) int horizon) {
        Forecaster forecaster = new Forecaster(scope(horizon));
        List<Interval> told = new ArrayList<>();
        int missed = 0;
        for (int i = 0; i < LENGTH; i++) {
            Interval said = i < horizon ? new Interval(0, MOST) : told.get(i - horizon);
            double value = said.high() < MOST ? MOST : said.low() > 0 ? 0 : random.nextInt(101);
            missed += said.holds(value) ? 0 : 1;
            forecaster.observe(value);
            told.add(java.util.Objects.requireNonNull(forecaster.ahead()));
        }
        assertThat(missed / (double) LENGTH).isLessThanOrEqualTo(AIM + (AIM + 0.13) * horizon / 0.12 / LENGTH + 1e-9);
    }

    @Property(tries = 30)
    void whatIsForetoldIsPossibleAndTheSumOfItsParts(@ForAll Random random) {
        Forecaster forecaster = new Forecaster(scope(12));
        for (double value : anything(random)) {
            forecaster.observe(random.nextInt(20) == 0 ? Double.NaN : value);
            Forecast forecast = forecaster.forecast();
            if (forecast != null) {
                Middle middle = forecast.middle();
                assertThat(forecast.interval().low()).isBetween(0.0, MOST);
                assertThat(forecast.interval().high()).isBetween(0.0, MOST);
                assertThat(middle.value()).isEqualTo(middle.level() + middle.season() + middle.trend());
            }
        }
    }

    @Property(tries = 100)
    void noIntervalBeatsTheTrueQuantilesByItsScore(@ForAll Random random) {
        double[] values = random.doubles(1000).sorted().toArray();
        Interval truth = new Interval(values[49], values[950]);
        Interval other = new Interval(random.nextDouble() / 2, 0.5 + random.nextDouble() / 2);
        double ofTruth = 0;
        double ofOther = 0;
        for (double value : values) {
            ofTruth += truth.score(value, 0.9);
            ofOther += other.score(value, 0.9);
        }
        assertThat(ofTruth).isLessThanOrEqualTo(ofOther + 1e-6);
    }
}
