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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
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
    private final Map<Float, Track> still = new HashMap<>();
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

    /**
     * Values from a step on.
     *
     * @param count  of steps
     * @param values of them; just one where it stands still
     */
    private record Some(int at, int count, float[] values) {
        static Some of(int at, float[] values) {
            for (float value : values) {
                if (Float.compare(value, values[0]) != 0) {
                    return new Some(at, values.length, values);
                }
            }
            return new Some(at, values.length, new float[] {values[0]});
        }

        void into(float[] all) {
            if (values.length == count) {
                System.arraycopy(values, 0, all, at, count);
            } else {
                Arrays.fill(all, at, at + count, values[0]);
            }
        }
    }

    /** A signal as it grows. */
    private final class Growing {
        private final List<Some> days = new ArrayList<>();
        private final Map<Rung, Long> rungs = new EnumMap<>(Rung.class);
        private final Map<Doubt, Long> refused = new EnumMap<>(Doubt.class);
        private final BitSet told = new BitSet();
        private long expected;
        private long taken;
        private Attribution attribution = Attribution.WHOLE_DEVICE;

        void add(Instant start, FloatBuffer some, @Nullable Rung rung, Trust trust) {
            int at = (int) (Duration.between(whole.start(), start).toMillis()
                    / whole.step().toMillis());
            int skipped = Math.max(0, -at);
            int count = Math.min(some.remaining() - skipped, whole.count() - at - skipped);
            if (count > 0) {
                float[] values = new float[count];
                some.slice(some.position() + skipped, count).get(values);
                days.add(Some.of(at + skipped, values));
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
            return new Seen(signal, track(), rung, attribution, trust);
        }

        /** What stands still all the time, as errors do that never come, is one track for all that do. */
        private Track track() {
            float[] values = new float[whole.count()];
            Arrays.fill(values, Float.NaN);
            days.forEach(some -> some.into(values));
            boolean stands = values.length > 0 && Some.of(0, values).values().length == 1;
            return stands ? still.computeIfAbsent(values[0], value -> track(values)) : track(values);
        }

        private Track track(float[] values) {
            return Track.of(whole.start(), whole.step(), values);
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
