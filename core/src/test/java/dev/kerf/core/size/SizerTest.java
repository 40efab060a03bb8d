package dev.kerf.core.size;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.forecast.Forecast;
import dev.kerf.core.forecast.Interval;
import dev.kerf.core.forecast.Middle;
import dev.kerf.core.model.Bytes;
import dev.kerf.core.use.Attribution;
import dev.kerf.core.use.Container;
import dev.kerf.core.use.ContainerUse;
import dev.kerf.core.use.Judged;
import dev.kerf.core.use.Measure;
import dev.kerf.core.use.Trust;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SizerTest {
    private static final Instant START = Instant.parse("2026-11-16T00:00:00Z");
    private static final Bytes CARD = Bytes.ofGib(80);
    private static final double GIB = 1L << 30;
    private static final Container SERVER = new Container("team", "Deployment/chat", "server");

    /** Hours of two cores, 3Gi, a GPU busy to the part given in all but one hour of 25 and half of it then more, and memory. */
    private static ContainerUse use(int hours, double busy, double gib) {
        ContainerUse use = new ContainerUse();
        for (int i = 0; i < hours; i++) {
            Instant moment = START.plus(Duration.ofHours(i));
            use.add(Measure.CPU, moment, new Judged.Taken(2));
            use.add(Measure.MEMORY, moment, new Judged.Taken(3 * GIB));
            use.add(Measure.GPU_ACTIVITY, moment, new Judged.Taken(i % 25 == 24 ? busy * 1.5 : busy));
            use.add(Measure.GPU_MEMORY, moment, new Judged.Taken(i == 0 ? gib * GIB : gib * GIB * 0.8));
        }
        return use;
    }

    private static Evidence evidence(
            ContainerUse use, int days, Attribution attribution, Map<Measure, Forecast> ahead) {
        Map<Measure, Trust> trust = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            trust.put(measure, use.meter(measure).trust(24L * days, attribution));
        }
        Instant now = START.plus(Duration.ofDays(days));
        return new Evidence(SERVER, use, ahead, trust, now, Duration.ofDays(days), null);
    }

    private static Sized sized(ContainerUse use, int days, Attribution attribution) {
        return Sizer.size(evidence(use, days, attribution, Map.of()), CARD, Margins.USUAL);
    }

    private static Size size(ContainerUse use, int days) {
        Sized sized = sized(use, days, Attribution.WHOLE_DEVICE);
        assertThat(sized).isInstanceOf(Sized.Known.class);
        return ((Sized.Known) sized).size();
    }

    @Test
    void computeIsWhatOneHourInTwentyExceedsAndAFifthMore() {
        Size size = size(use(14 * 24, 0.28, 22), 14);
        assertThat(size.compute().target()).isBetween(336.0, 345.0);
        assertThat(size.compute().least()).isBetween(279.9, 287.0);
        assertThat(size.fraction().least()).isEqualTo(size.byMemory().target());
        assertThat(size.fraction().most()).isGreaterThan(0.42 * 1.2 * 1000);
        assertThat(size.boundByMemory()).isFalse();
        assertThat(size.cores().target()).isBetween(2.4, 2.6);
        assertThat(size.cpu().milli()).isBetween(2400L, 2600L);
        assertThat(size.bytes().count()).isBetween((long) (3 * 1.15 * GIB), (long) (3.2 * 1.15 * GIB));
        assertThat(size.toString()).startsWith("needs 0.34").contains("by its compute; by its memory 0.3");
    }

    @Test
    void memoryIsTheMostEverUsedAndNothingOfItsHeadroomIsGivenUp() {
        Size size = size(use(14 * 24, 0.1, 24), 14);
        assertThat(size.boundByMemory()).isTrue();
        assertThat(size.fraction().target()).isBetween(345.0, 354.0);
        assertThat(size.fraction().least()).isEqualTo(size.fraction().target());
    }

    @Test
    void aYoungContainersSizeIsLessSure() {
        Range week = size(use(7 * 24, 0.28, 22), 7).fraction();
        Range month = size(use(28 * 24, 0.28, 22), 28).fraction();
        assertThat(week.most()).isGreaterThan(1.05 * month.most());
        assertThat(week.least()).isLessThanOrEqualTo(month.least());
    }

    @Test
    void whatIsForecastIsAdded() {
        Forecast growing = new Forecast(new Middle(0.28, 0, 0.05), new Interval(0.2, 0.6), 0.9);
        Evidence evidence =
                evidence(use(14 * 24, 0.28, 10), 14, Attribution.WHOLE_DEVICE, Map.of(Measure.GPU_ACTIVITY, growing));
        Size size = ((Sized.Known) Sizer.size(evidence, CARD, Margins.USUAL)).size();
        assertThat(size.fraction().target()).isBetween(396.0, 405.0);
        assertThat(size.fraction().most()).isGreaterThan(720);
    }

    @Test
    void anIdleOneStillAsksForATenth() {
        assertThat(size(use(14 * 24, 0, 0.1), 14).fraction()).isEqualTo(new Range(100, 100, 100));
    }

    @Test
    void withLessThanAWeekThereIsNoSize() {
        assertThat(sized(use(72, 0.28, 22), 3, Attribution.WHOLE_DEVICE))
                .isEqualTo(new Sized.Unknown("watched for 3.0 days; a size wants 7"));
    }

    @Test
    void belowTheTrustThresholdThereIsNoSizeAndTheReasonIsShown() {
        assertThat(sized(use(14 * 24, 0.28, 22), 14, Attribution.EVEN_SPLIT))
                .isEqualTo(
                        new Sized.Unknown("CPU: the figures are the container's by an even split among the holders of "
                                + "the device, which is worth 0.4; a size wants 0.9"));
        assertThat(sized(use(7 * 24, 0.28, 22), 14, Attribution.WHOLE_DEVICE))
                .isEqualTo(new Sized.Unknown(
                        "CPU: 168 of 336 samples believed; not: 168 never came; a size wants 90 % of them"));
    }

    @Test
    void figuresOfItsProcessesAreGoodEnoughWithAFewSamplesMissing() {
        assertThat(sized(use(13 * 24, 0.28, 22), 14, Attribution.PER_PROCESS)).isInstanceOf(Sized.Known.class);
    }

    @Test
    void noDataIsNotZero() {
        assertThat(sized(new ContainerUse(), 14, Attribution.WHOLE_DEVICE))
                .isEqualTo(new Sized.Unknown("CPU: no data, which is not zero"));
    }
}
