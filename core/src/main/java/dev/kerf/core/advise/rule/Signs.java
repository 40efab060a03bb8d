package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Observation;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.use.Gpu;
import dev.kerf.core.use.History;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/** Finds what speaks against GPUs: errors that were told of, and silence. */
final class Signs {
    /** Errors so long ago still count. */
    static final Duration WINDOW = Duration.ofHours(24);

    private static final Set<Signal> TOLD =
            EnumSet.of(Signal.XID, Signal.REMAP_FAILED, Signal.MEMORY_ERRORS, Signal.MEMORY_ERRORS_EVER);
    private final History history;
    private final SortedMap<Gpu, List<Sign>> found = new TreeMap<>();

    private Signs(History history) {
        this.history = history;
    }

    /** All that speaks against each GPU, the gravest first, and what is confirmed before what is not. */
    static SortedMap<Gpu, List<Sign>> of(Scene scene) {
        History history = scene.history();
        Signs signs = new Signs(history);
        history.telling(TOLD, WINDOW).forEach(signs::told);
        Silence.of(history).forEach(signs::add);
        OnlyGpu.of(scene).forEach(signs::add);
        Comparator<Sign> worst =
                Comparator.comparing(Sign::confirmed).thenComparing(Sign::grave).reversed();
        signs.found.values().forEach(each -> each.sort(worst));
        return signs.found;
    }

    private void add(Sign sign) {
        found.computeIfAbsent(sign.gpu(), made -> new ArrayList<>()).add(sign);
    }

    private void told(Gpu gpu, Map<Signal, Seen> signals) {
        signals.forEach((signal, seen) -> {
            Track track = seen.track().last(WINDOW, history.asOf());
            Sign sign = signal == Signal.XID ? xid(gpu, track) : count(gpu, signal, track);
            if (sign != null) {
                add(sign);
            }
        });
    }

    /** The last error of the window that says something; null: there is none. */
    private static @Nullable Sign xid(Gpu gpu, Track track) {
        @Nullable Xid last = null;
        for (int i = 0; i < track.size(); i++) {
            Xid xid = Float.isNaN(track.value(i)) ? null : Xid.of(track.value(i));
            last = xid == null ? last : xid;
        }
        if (last == null) {
            return null;
        }
        int number = last.number();
        return Sign.of(
                gpu,
                last,
                seen(gpu, Signal.XID, number, track),
                times(track, v -> Math.round(v) == number),
                first(track, v -> Math.round(v) == number));
    }

    /** Counters of errors: all of them but the one of a whole life count from zero, that one from where it began. */
    private static @Nullable Sign count(Gpu gpu, Signal signal, Track track) {
        double bar = signal == Signal.MEMORY_ERRORS_EVER ? track.min() : 0;
        DoublePredicate more = v -> v > bar;
        int times = times(track, more);
        if (times == 0) {
            return null;
        }
        Observation seen = seen(gpu, signal, track.max(), track);
        Instant first = first(track, more);
        return switch (signal) {
            case REMAP_FAILED -> Sign.ofRows(gpu, seen, times, first);
            case MEMORY_ERRORS ->
                Sign.ofMemory(gpu, "uncorrectable memory errors since its driver was loaded", seen, times, first);
            default -> Sign.ofMemory(gpu, "new uncorrectable memory errors", seen, times, first);
        };
    }

    private static Observation seen(Gpu gpu, Signal signal, double value, Track track) {
        String query = "%s{Hostname=\"%s\",UUID=\"%s\"}".formatted(Words.name(signal), gpu.node(), gpu.name());
        return new Observation(query, value, 0, track.coverage(), "", track);
    }

    private static int times(Track track, DoublePredicate tells) {
        int times = 0;
        for (int i = 0; i < track.size(); i++) {
            times += !Float.isNaN(track.value(i)) && tells.test(track.value(i)) ? 1 : 0;
        }
        return times;
    }

    private static Instant first(Track track, DoublePredicate tells) {
        int at = 0;
        while (Float.isNaN(track.value(at)) || !tells.test(track.value(at))) {
            at++;
        }
        return track.moment(at);
    }
}
