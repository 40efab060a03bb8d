package dev.kerf.observe.store;

import dev.kerf.core.use.Container;
import dev.kerf.core.use.ContainerUse;
import dev.kerf.core.use.History;
import dev.kerf.core.use.Lack;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.observe.prometheus.Range;
import dev.kerf.observe.series.Day;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Measurements in a file, day by day (UTC). Samples are kept as long as is wanted; counts of them, from which sizes are made,
 * may be kept longer. Of one process at a time; of many threads.
 */
public final class Store implements AutoCloseable {
    private static final int USUAL_MEBIBYTES = 256;
    private final Database database;
    private final Steps steps;
    private final Subjects subjects;
    private final Uses uses;

    private Store(Database database, Duration step) {
        this.database = database;
        this.steps = new Steps(step);
        this.subjects = new Subjects(database);
        this.uses = new Uses(database, subjects);
    }

    /** The store in a file, begun where there is none, of five-minute steps. */
    public static Store open(Path file) {
        return open(file, USUAL_MEBIBYTES);
    }

    /** @param mebibytes that it may take outside of Java's heap */
    public static Store open(Path file, int mebibytes) {
        Database database = Database.open(file, mebibytes);
        Schema.TABLES.forEach(database::execute);
        return new Store(database, Range.USUAL);
    }

    /** The steps of a day that are known; null: none. */
    synchronized @Nullable Covered covered(int day) {
        List<Covered> found = new ArrayList<>();
        database.query(
                "SELECT day, first_step, last_step FROM covered WHERE day = " + day,
                row -> found.add(new Covered(row.getInt(1), row.getInt(2), row.getInt(3))));
        return found.isEmpty() ? null : found.getFirst();
    }

    Steps steps() {
        return steps;
    }

    /**
     * Keeps a day, or a part of one. What covers all that is there of it replaces it; what comes after is added; what is
     * there already changes nothing.
     *
     * @throws IllegalArgumentException if it begins within what is there and goes on beyond, or has other steps
     */
    public synchronized void put(Day day) {
        if (!day.range().step().equals(steps.step())) {
            throw new IllegalArgumentException("the store has steps of " + steps.step() + ", not of "
                    + day.range().step());
        }
        Covered fresh = Covered.of(day.range(), steps);
        @Nullable Covered there = covered(fresh.day());
        boolean more = there != null && !fresh.covers(there);
        if (there != null && there.covers(fresh)) {
            return;
        }
        if (more && there != null && fresh.first() < there.end()) {
            throw new IllegalArgumentException(
                    day.range() + " is known until " + steps.moment(there.day(), there.end()) + "; begin there");
        }
        database.together(() -> put(day, fresh, more ? there : null));
    }

    private void put(Day day, Covered fresh, @Nullable Covered there) {
        subjects.number(begun(day), day.gpus().keySet());
        subjects.number(day.nodes().keySet());
        Map<List<Object>, DayRow> rows = new HashMap<>();
        if (there != null) {
            rows("day = " + fresh.day(), row -> rows.put(List.of(row.subject(), row.signal()), row));
        }
        database.execute("DELETE FROM series_day WHERE day = " + fresh.day());
        database.execute("DELETE FROM covered WHERE day = " + fresh.day());
        List<DayRow> all = new ArrayList<>();
        day.seats().forEach((seat, seen) -> all.addAll(merged(subjects.id(seat), seen, rows)));
        day.gpus().forEach((gpu, seen) -> all.addAll(merged(subjects.id(gpu), seen, rows)));
        day.nodes().forEach((node, seen) -> all.addAll(merged(subjects.idOfNode(node), seen, rows)));
        all.addAll(rows.values());
        database.append("series_day", to -> {
            for (DayRow each : all) {
                each.write(to);
            }
        });
        uses.keep(fresh.day(), day.seats(), there != null);
        Covered known = there == null ? fresh : there.and(fresh);
        database.execute("INSERT INTO covered VALUES (%d, %d, %d)".formatted(known.day(), known.first(), known.end()));
    }

    private List<DayRow> merged(int subject, Map<Signal, Seen> seen, Map<List<Object>, DayRow> there) {
        List<DayRow> rows = new ArrayList<>();
        seen.forEach((signal, each) -> {
            DayRow row = DayRow.of(subject, each, steps);
            @Nullable DayRow before = there.remove(List.of(subject, signal));
            rows.add(before == null ? row : before.then(row, steps));
        });
        return rows;
    }

    /** When pods began, where it was seen: a pod that is there from the first step on may be older. */
    private SortedMap<Seat, Long> begun(Day day) {
        SortedMap<Seat, Long> begun = new TreeMap<>();
        day.seats().forEach((seat, seen) -> {
            @Nullable Instant first = null;
            for (Seen each : seen.values()) {
                for (int i = 0; i < each.track().size(); i++) {
                    Instant moment = each.track().moment(i);
                    if (!Float.isNaN(each.track().value(i))) {
                        first = first == null || moment.isBefore(first) ? moment : first;
                        break;
                    }
                }
            }
            boolean older = first == null || first.equals(day.range().start());
            begun.put(seat, older || first == null ? 0L : first.getEpochSecond());
        });
        return begun;
    }

    /** Takes rows. */
    @FunctionalInterface
    interface Taker {
        void take(DayRow row);
    }

    synchronized void rows(String where, Taker taker) {
        database.query(
                "SELECT " + DayRow.COLUMNS + " FROM series_day WHERE " + where, row -> taker.take(DayRow.read(row)));
    }

    /** Up to when anything is told of each GPU, as far as it is on a day or later. */
    synchronized void ends(int from, Ending each) {
        database.query(
                "SELECT s.subject, max(s.day * %1$d + s.first_step + s.steps) FROM series_day s JOIN gpu g ON g.id = s.subject WHERE s.day >= %2$d AND s.steps > 0 GROUP BY s.subject"
                        .formatted(steps.perDay(), from),
                row -> each.ends(row.getInt(1), steps.moment(0, row.getInt(2))));
    }

    /** Takes when a subject was last told of. */
    @FunctionalInterface
    interface Ending {
        void ends(int subject, Instant until);
    }

    /** The subjects of rows, each once. */
    synchronized void subjects(String where, IntConsumer each) {
        database.query("SELECT DISTINCT subject FROM series_day WHERE " + where, row -> each.accept(row.getInt(1)));
    }

    Subjects subjects() {
        return subjects;
    }

    /** The last so long of what is there. Read when asked for, workload by workload. */
    public synchronized History history(Duration back) {
        Instant end = end();
        return new StoredHistory(this, Range.between(end.minus(back), end, steps.step()));
    }

    /** Up to when something is known; 1970: nothing is. */
    public synchronized Instant end() {
        List<Instant> end = new ArrayList<>(List.of(Instant.EPOCH));
        database.query(
                "SELECT day, last_step FROM covered ORDER BY day DESC LIMIT 1",
                row -> end.add(steps.moment(row.getInt(1), row.getInt(2))));
        return end.getLast();
    }

    /** All containers of which anything is known, by name. */
    public synchronized List<Container> containers() {
        List<Container> all = new ArrayList<>();
        subjects.containers().forEach(all::add);
        return all;
    }

    /** What a container was seen to use, all days together; without samples of pods that had only begun. */
    public synchronized ContainerUse use(Container container) {
        return uses.of(container);
    }

    /** The same of all containers, one after the other. */
    public synchronized void uses(BiConsumer<Container, ContainerUse> consumer) {
        uses.each(consumer);
    }

    /** What is wrong with the source, as it was last read. */
    public synchronized List<Lack> lacks() {
        List<Lack> lacks = new ArrayList<>();
        database.query(
                "SELECT name, worth, message, mend FROM lack ORDER BY place",
                row -> lacks.add(new Lack(row.getString(1), row.getDouble(2), row.getString(3), row.getString(4))));
        return lacks;
    }

    /** Says what is wrong with the source from now on. */
    public synchronized void lacks(List<Lack> lacks) {
        database.together(() -> {
            database.execute("DELETE FROM lack");
            database.append("lack", to -> {
                int place = 0;
                for (Lack each : lacks) {
                    to.beginRow();
                    to.append(place++).append(each.name()).append(each.worth());
                    to.append(each.message()).append(each.mend());
                    to.endRow();
                }
            });
        });
    }

    /** Forgets samples of days before one moment, and counts of days before another. */
    public synchronized void forget(Instant samples, Instant counts) {
        database.together(() -> {
            database.execute("DELETE FROM series_day WHERE day < " + steps.day(samples));
            database.execute("DELETE FROM covered WHERE day < " + steps.day(samples));
            database.execute("DELETE FROM used_day WHERE day < " + steps.day(counts));
        });
        database.execute("CHECKPOINT");
    }

    /** Writes all samples as rows, a Parquet file for each day, into a folder. */
    public synchronized List<Path> export(Path folder) {
        return new ParquetExport(database, steps).to(folder);
    }

    @Override
    public synchronized void close() {
        database.close();
    }
}
