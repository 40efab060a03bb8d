package dev.kerf.core.size;

import dev.kerf.core.forecast.Forecast;
import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Share;
import dev.kerf.core.use.Histogram;
import dev.kerf.core.use.Measure;
import dev.kerf.core.use.Trust;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes sizes from evidence: (quantile of the use + growth) × headroom, and of a GPU's compute what follows the load where that
 * is asked for ({@link Follow}). How sure that is follows the Vertical Pod
 * Autoscaler's recommender (kubernetes/autoscaler): with confidence c, the days of history times the part of the samples
 * that was believed, the upper end is multiplied by 1 + 1/c and the lower one by (1 + 0.001/c)⁻².
 */
public final class Sizer {
    private static final double HIGH = 0.99;
    private static final double LOWER = 0.001;
    private static final double HOURS_A_DAY = 24;
    private final Margins margins;
    private final Evidence evidence;

    private Sizer(Margins margins, Evidence evidence) {
        this.margins = margins;
        this.evidence = evidence;
    }

    /**
     * The size of a container that uses a GPU.
     *
     * @param card usable memory of the GPU, above zero
     */
    public static Sized size(Evidence evidence, Bytes card, Margins margins) {
        Sizer sizer = new Sizer(margins, evidence);
        String refusal = sizer.refusal();
        return refusal == null ? new Sized.Known(sizer.size(card)) : new Sized.Unknown(refusal);
    }

    private @Nullable String refusal() {
        Duration history = evidence.history();
        if (history.compareTo(margins.history()) < 0) {
            return String.format(
                    Locale.ROOT,
                    "watched for %.1f days; a size wants %d",
                    history.toHours() / HOURS_A_DAY,
                    margins.history().toDays());
        }
        for (Measure measure : Measure.values()) {
            Trust trust = evidence.trust().get(measure);
            if (evidence.use().of(measure).isEmpty() || trust == null) {
                return measure + ": no data, which is not zero";
            }
            String doubt = doubt(trust);
            if (doubt != null) {
                return measure + ": " + doubt;
            }
        }
        return null;
    }

    private @Nullable String doubt(Trust trust) {
        if (trust.coverage() < margins.coverage()) {
            return String.format(Locale.ROOT, "%s; a size wants %.0f %% of them", trust, margins.coverage() * 100);
        }
        if (trust.attribution().worth() < margins.attribution()) {
            return String.format(
                    Locale.ROOT,
                    "the figures are the container's by %s, which is worth %.1f; a size wants %.1f",
                    trust.attribution().words(),
                    trust.attribution().worth(),
                    margins.attribution());
        }
        return null;
    }

    private Size size(Bytes card) {
        Range compute = compute().times(Share.WHOLE).atMost(Share.WHOLE);
        Range gpuMemory = range(Measure.GPU_MEMORY);
        Range parts = gpuMemory.times(Share.WHOLE / (double) card.count()).atMost(Share.WHOLE);
        Range byMemory = new Range(parts.target(), parts.target(), parts.most());
        return new Size(
                evidence.container(),
                range(Measure.CPU),
                range(Measure.MEMORY),
                compute,
                gpuMemory,
                byMemory,
                compute.and(byMemory).atLeast(evidence.followed() == null ? margins.least() : 0),
                evidence.followed());
    }

    /** A part that follows has its headroom in it, and none to give up. */
    private Range compute() {
        Range stays = range(Measure.GPU_ACTIVITY);
        Followed followed = evidence.followed();
        return followed == null
                ? stays
                : new Range(followed.part(), followed.part(), Math.max(followed.part(), stays.most()));
    }

    private Range range(Measure measure) {
        Histogram seen = evidence.use().of(measure);
        double part = margins.part(measure);
        double base = seen.quantile(part, evidence.asOf(), margins.halfLife()).value();
        double high = seen.quantile(Math.max(part, HIGH), evidence.asOf(), margins.halfLife())
                .value();
        double growth = 0;
        Forecast forecast = evidence.forecasts().get(measure);
        if (forecast != null) {
            growth = Math.max(0, forecast.middle().trend());
            high = Math.max(high, forecast.interval().high());
        }
        double confidence = confidence(measure);
        double target = (base + growth) * margins.of(measure);
        double most = Math.max(target, high * margins.of(measure) * (1 + 1 / confidence));
        return new Range(base * Math.pow(1 + LOWER / confidence, -2), target, most);
    }

    private double confidence(Measure measure) {
        Trust trust = java.util.Objects.requireNonNull(evidence.trust().get(measure));
        return evidence.history().toHours() / HOURS_A_DAY * trust.worth();
    }
}
