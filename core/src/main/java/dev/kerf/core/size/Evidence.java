package dev.kerf.core.size;

import dev.kerf.core.forecast.Forecast;
import dev.kerf.core.use.Container;
import dev.kerf.core.use.ContainerUse;
import dev.kerf.core.use.Measure;
import dev.kerf.core.use.Trust;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a size is made from.
 *
 * @param container whose
 * @param use       what it was seen to use
 * @param forecasts what it is expected to use, for what is forecast
 * @param trust     how far the use can be trusted, by measure
 * @param asOf      now
 * @param history   since when it is watched
 * @param followed  the part of a GPU that follows its load; null: its size is one that stays
 */
public record Evidence(
        Container container,
        ContainerUse use,
        Map<Measure, Forecast> forecasts,
        Map<Measure, Trust> trust,
        Instant asOf,
        Duration history,
        @Nullable Followed followed) {
    public Evidence {
        forecasts = Map.copyOf(forecasts);
        trust = Map.copyOf(trust);
    }
}
