package dev.kerf.observe.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.use.Attribution;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import dev.kerf.core.use.Trust;
import dev.kerf.observe.prometheus.Range;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Days that are put together. */
class JoinedTest {
    private static final Instant START = Instant.parse("2026-11-16T00:00:00Z");
    private static final Range TWO_DAYS = new Range(START, Duration.ofHours(12), 4);
    private static final Trust WHOLE = new Trust(2, 2, new TreeMap<>(), Attribution.WHOLE_DEVICE);

    private static void add(Joined<String> joined, String node, int day, float... values) {
        Instant start = START.plus(Duration.ofDays(day));
        joined.add(node, Signal.ACTIVITY, start, FloatBuffer.wrap(values), null, WHOLE);
    }

    private static Track track(float... values) {
        return Track.of(START, Duration.ofHours(12), values);
    }

    @Test
    void daysStandBesideEachOtherAndWhatIsNotToldIsAGap() {
        Joined<String> joined = Joined.nodes(TWO_DAYS);
        add(joined, "a", 0, 1, 2);
        add(joined, "a", 1, 3, 4);
        add(joined, "b", 1, 5, 6);
        var all = joined.all();
        assertThat(all).containsOnlyKeys("a", "b");
        assertThat(all.values())
                .flatExtracting(Map::values)
                .extracting(Seen::track)
                .containsExactly(track(1, 2, 3, 4), track(Float.NaN, Float.NaN, 5, 6));
    }

    /** Most signals of most GPUs are of what never happens: a track for each would be most of the memory. */
    @Test
    void whatStandsStillIsOneTrackForAll() {
        Joined<String> joined = Joined.nodes(TWO_DAYS);
        for (String node : List.of("a", "b", "c")) {
            add(joined, node, 0, 0, 0);
            add(joined, node, 1, 0, node.equals("c") ? 1 : 0);
        }
        List<Track> tracks = joined.all().values().stream()
                .flatMap(seen -> seen.values().stream())
                .map(Seen::track)
                .toList();
        assertThat(tracks).containsExactly(track(0, 0, 0, 0), track(0, 0, 0, 0), track(0, 0, 0, 1));
        assertThat(tracks.get(1)).isSameAs(tracks.get(0));
    }

    @Test
    void nothingIsThereTwice() {
        Joined<String> joined = Joined.nodes(TWO_DAYS);
        add(joined, "a", 0, 1, 2);
        assertThat(joined.all()).hasSize(1);
        assertThat(joined.all()).isEmpty();
    }
}
