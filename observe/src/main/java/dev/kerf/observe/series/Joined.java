package dev.kerf.observe.series;

import dev.kerf.core.use.Attribution;
import dev.kerf.core.use.Doubt;
import dev.kerf.core.use.Gpu;
import dev.kerf.core.use.Rung;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import dev.kerf.core.use.Trust;
import dev.kerf.observe.prometheus.Range;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Days put together to one whole.
 *
 * @param <K> what was measured
 */
public final class Joined<K extends Comparable<K>> {
    private final Range whole;
    private final Function<K, String> whose;
    private final NavigableMap<K, Map<Signal, Growing>> things = new TreeMap<>();
    private final Map<String, long[]> lives = new HashMap<>();
    private final int days;

    private Joined(Range whole, Function<K, String> whose) {
        this.whole = whole;
        this.whose = whose;
        this.days = whole.count() == 0 ? 1 : day(whole.end()) + 1;
    }

    /** Of containers: while anything is told of the pod, a signal that is not is missed. */
    public static Joined<Seat> seats(Range whole) {
        return new Joined<>(whole, seat -> seat.namespace() + "/" + seat.pod());
    }

    /** Of GPUs: while anything is told of the node's GPUs, a signal that is not is missed. */
    public static Joined<Gpu> gpus(Range whole) {
        return new Joined<>(whole, Gpu::node);
    }

    /** Of nodes, by name: while anything is told of one, a signal that is not is missed. */
    public static Joined<String> nodes(Range whole) {
        return new Joined<>(whole, node -> node);
    }

    private int day(Instant moment) {
        return (int) (Math.floorDiv(moment.getEpochSecond(), 86_400)
                - Math.floorDiv(whole.start().getEpochSecond(), 86_400));
    }

    /** A signal as it grows. */
    private final class Growing {
        private final float[] values = new float[whole.count()];
        private final Map<Rung, Long> rungs = new EnumMap<>(Rung.class);
        private final Map<Doubt, Long> refused = new EnumMap<>(Doubt.class);
        private final BitSet told = new BitSet();
        private long expected;
        private long taken;
        private Attribution attribution = Attribution.WHOLE_DEVICE;

        Growing() {
            Arrays.fill(values, Float.NaN);
        }

        void add(Instant start, FloatBuffer some, @Nullable Rung rung, Trust trust) {
            int at = (int) (Duration.between(whole.start(), start).toMillis()
                    / whole.step().toMillis());
            int skipped = Math.max(0, -at);
            int count = Math.min(some.remaining() - skipped, values.length - at - skipped);
            if (count > 0) {
                some.slice(some.position() + skipped, count).get(values, at + skipped, count);
            }
            if (rung != null) {
                rungs.merge(rung, trust.taken(), Long::sum);
            }
            told.set(Math.max(0, day(start)));
            expected += trust.expected();
            taken += trust.taken();
            trust.refused().forEach((doubt, times) -> refused.merge(doubt, times, Long::sum));
            attribution = trust.attribution().worth() < attribution.worth() ? trust.attribution() : attribution;
        }

        Seen seen(Signal signal, long[] life) {
            long all = expected;
            for (int i = 0; i < life.length; i++) {
                all += told.get(i) ? 0 : life[i];
            }
            Trust trust = new Trust(all, taken, new TreeMap<>(refused), attribution);
            @Nullable Rung rung = signal == Signal.ACTIVITY ? Judging.rung(rungs) : null;
            return new Seen(signal, Track.of(whole.start(), whole.step(), values), rung, attribution, trust);
        }
    }

    /** All of a day. */
    public void add(Map<K, Map<Signal, Seen>> day) {
        day.forEach((key, signals) -> signals.forEach((signal, seen) -> {
            float[] values = new float[seen.track().size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = seen.track().value(i);
            }
            add(key, signal, seen.track().start(), FloatBuffer.wrap(values), seen.rung(), seen.trust());
        }));
    }

    /** A signal of a day; what lies outside of the whole is left out. */
    public void add(K key, Signal signal, Instant start, FloatBuffer values, @Nullable Rung rung, Trust trust) {
        things.computeIfAbsent(key, made -> new EnumMap<>(Signal.class))
                .computeIfAbsent(signal, made -> new Growing())
                .add(start, values, rung, trust);
        long[] life = lives.computeIfAbsent(whose.apply(key), made -> new long[days]);
        int day = Math.clamp(day(start), 0, days - 1);
        life[day] = Math.max(life[day], trust.expected());
    }

    /** The whole. Nothing of it is kept here: of many things over many days there is not room for two of each. */
    public SortedMap<K, Map<Signal, Seen>> all() {
        SortedMap<K, Map<Signal, Seen>> all = new TreeMap<>();
        while (!things.isEmpty()) {
            Map.Entry<K, Map<Signal, Growing>> next = things.pollFirstEntry();
            long[] life = lives.getOrDefault(whose.apply(next.getKey()), new long[0]);
            Map<Signal, Seen> seen = new EnumMap<>(Signal.class);
            next.getValue().forEach((signal, growing) -> seen.put(signal, growing.seen(signal, life)));
            all.put(next.getKey(), seen);
        }
        return all;
    }
}
