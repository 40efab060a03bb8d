package dev.kerf.observe.store;

import dev.kerf.core.use.Container;
import dev.kerf.core.use.ContainerUse;
import dev.kerf.core.use.Doubt;
import dev.kerf.core.use.Histogram;
import dev.kerf.core.use.HistogramBytes;
import dev.kerf.core.use.Judged;
import dev.kerf.core.use.Limits;
import dev.kerf.core.use.Measure;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** How often which values were seen of a container: counted anew for each day, so that a day can come twice. */
final class Uses {
    private static final int AT_ONCE = 512;
    private final Database database;
    private final Subjects subjects;

    Uses(Database database, Subjects subjects) {
        this.database = database;
        this.subjects = subjects;
    }

    /** What was counted of one measure of one container on one day. */
    private static final class Tally {
        private final Histogram histogram;
        private long taken;
        private final Map<Doubt, Long> refused = new EnumMap<>(Doubt.class);

        Tally(Measure measure) {
            this.histogram = new Histogram(measure.buckets(), ContainerUse.SLOT);
        }

        void add(Instant moment, Judged judged) {
            switch (judged) {
                case Judged.Taken value -> {
                    histogram.add(moment, value.value(), 1);
                    taken++;
                }
                case Judged.Refused because -> refused.merge(because.doubt(), 1L, Long::sum);
            }
        }
    }

    private record Key(int container, Measure measure) {}

    static @Nullable Measure measure(Signal signal) {
        return switch (signal) {
            case CPU -> Measure.CPU;
            case MEMORY -> Measure.MEMORY;
            case ACTIVITY -> Measure.GPU_ACTIVITY;
            case GPU_MEMORY -> Measure.GPU_MEMORY;
            default -> null;
        };
    }

    /**
     * Keeps what was seen on a day.
     *
     * @param more whether something of the same day was kept before; else it is replaced
     */
    void keep(int day, Map<Seat, Map<Signal, Seen>> seats, boolean more) {
        Map<Key, Tally> tallies = new HashMap<>();
        if (more) {
            read(
                    Sql.of("day = ?", day),
                    (container, measure, tally) -> tallies.put(new Key(container, measure), tally));
        }
        database.execute(Sql.of("DELETE FROM used_day WHERE day = ?", day));
        seats.forEach((seat, signals) -> signals.forEach((signal, seen) -> {
            @Nullable Measure measure = measure(signal);
            if (measure != null) {
                count(
                        tallies.computeIfAbsent(new Key(subjects.id(seat.of()), measure), made -> new Tally(measure)),
                        seen,
                        measure,
                        subjects.began(seat));
            }
        }));
        write(day, tallies);
    }

    private static void count(Tally tally, Seen seen, Measure measure, long began) {
        Track track = seen.track();
        double most = measure.buckets().start(measure.buckets().count() - 1);
        Limits limits = Limits.upTo(Math.min(most, seen.signal().most()));
        long grown = began + limits.starting().toSeconds();
        for (int i = 0; i < track.size(); i++) {
            float value = track.value(i);
            if (!Float.isNaN(value)) {
                Instant moment = track.moment(i);
                boolean starting = began > 0 && moment.getEpochSecond() < grown;
                tally.add(moment, starting ? new Judged.Refused(Doubt.STARTING) : limits.value(value));
            }
        }
        seen.trust().refused().forEach((doubt, count) -> tally.refused.merge(doubt, count, Long::sum));
    }

    private void write(int day, Map<Key, Tally> tallies) {
        database.append("used_day", to -> {
            for (Map.Entry<Key, Tally> each : tallies.entrySet()) {
                to.beginRow();
                to.append(each.getKey().container())
                        .append(each.getKey().measure().name())
                        .append(day);
                to.append(HistogramBytes.of(each.getValue().histogram)).append((int) each.getValue().taken);
                to.append(Counts.text(each.getValue().refused));
                to.endRow();
            }
        });
    }

    /** Takes what was kept. */
    @FunctionalInterface
    private interface Taker {
        void take(int container, Measure measure, Tally tally);
    }

    private void read(Sql where, Taker taker) {
        database.query(where.after("SELECT container, measure, counts, taken, refused FROM used_day WHERE "), row -> {
            Measure measure = Measure.valueOf(row.getString(2));
            Tally tally = new Tally(measure);
            tally.histogram.merge(HistogramBytes.read(row.getBytes(3)));
            tally.taken = row.getInt(4);
            tally.refused.putAll(Counts.read(row.getString(5)));
            taker.take(row.getInt(1), measure, tally);
        });
    }

    /** All days together. */
    ContainerUse of(Container container) {
        ContainerUse use = new ContainerUse();
        read(Sql.of("container = ?", subjects.id(container)), (id, measure, tally) -> add(use, measure, tally));
        return use;
    }

    private static void add(ContainerUse use, Measure measure, Tally tally) {
        use.of(measure).merge(tally.histogram);
        use.meter(measure).add(new Judged.Taken(0), tally.taken);
        tally.refused.forEach((doubt, count) -> use.meter(measure).add(new Judged.Refused(doubt), count));
    }

    /** Of all containers, many with one query. */
    void each(BiConsumer<Container, ContainerUse> consumer) {
        Map<Integer, Container> names = new HashMap<>();
        subjects.containers().forEach(each -> names.put(subjects.id(each), each));
        for (int first = 0; first < names.size(); first += AT_ONCE) {
            SortedMap<Integer, ContainerUse> some = new TreeMap<>();
            int last = Math.min(first + AT_ONCE, names.size()) - 1;
            read(
                    Sql.of("container BETWEEN ? AND ?", first, last),
                    (id, measure, tally) -> add(some.computeIfAbsent(id, made -> new ContainerUse()), measure, tally));
            some.forEach((id, use) -> consumer.accept(Objects.requireNonNull(names.get(id)), use));
        }
    }
}
