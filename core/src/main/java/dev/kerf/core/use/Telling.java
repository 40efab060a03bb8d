package dev.kerf.core.use;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the GPUs that tell something, among those that are in memory. */
public final class Telling {
    private Telling() {}

    /** Those of which one of these signals was above zero between two moments, with those that were. */
    public static SortedMap<Gpu, Map<Signal, Seen>> above(
            SortedMap<Gpu, Map<Signal, Seen>> gpus, Set<Signal> signals, Instant from, Instant to) {
        SortedMap<Gpu, Map<Signal, Seen>> found = new TreeMap<>();
        gpus.forEach((gpu, all) -> {
            Map<Signal, Seen> some = new EnumMap<>(Signal.class);
            all.forEach((signal, seen) -> {
                if (signals.contains(signal) && seen.track().between(from, to).max() > 0) {
                    some.put(signal, seen);
                }
            });
            if (!some.isEmpty()) {
                found.put(gpu, some);
            }
        });
        return found;
    }

    /** The end of the last step in which anything was told of each, but for those that ended before a moment. */
    static SortedMap<Gpu, Instant> until(SortedMap<Gpu, Map<Signal, Seen>> gpus, Instant from) {
        SortedMap<Gpu, Instant> until = new TreeMap<>();
        gpus.forEach((gpu, all) -> {
            @Nullable Instant last = last(all.values());
            if (last != null && last.isAfter(from)) {
                until.put(gpu, last);
            }
        });
        return until;
    }

    private static @Nullable Instant last(Collection<Seen> all) {
        return all.stream()
                .map(Seen::track)
                .filter(track -> track.count() > 0)
                .map(Telling::end)
                .max(Instant::compareTo)
                .orElse(null);
    }

    private static Instant end(Track track) {
        int at = track.size();
        while (Float.isNaN(track.value(at - 1))) {
            at--;
        }
        return track.moment(at);
    }
}
