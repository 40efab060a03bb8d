package dev.kerf.observe.store;

import dev.kerf.core.use.Container;
import dev.kerf.core.use.ContainerUse;
import dev.kerf.core.use.History;
import dev.kerf.core.use.Lack;
import dev.kerf.observe.prometheus.Range;
import dev.kerf.observe.series.Day;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Measurements in a file or a database, day by day (UTC). Samples are kept as long as is wanted; counts of them, from which
 * sizes are made, may be kept longer. Of many threads; a file is of one process at a time, a database of many.
 */
public final class Store implements AutoCloseable {
    private static final int USUAL_MEBIBYTES = 256;
    private final Database database;
    private final Steps steps;
    private final Subjects subjects;
    private final Uses uses;
    private final Keeping keeping;

    private Store(Database database, Duration step) {
        this.database = database;
        this.steps = new Steps(step);
        this.subjects = new Subjects(database);
        this.uses = new Uses(database, subjects);
        this.keeping = new Keeping(database, steps, subjects, uses);
    }

    /** The store in a file, begun where there is none, of five-minute steps. */
    public static Store open(Path file) {
        return open(file, USUAL_MEBIBYTES);
    }

    /** @param mebibytes that it may take outside of Java's heap */
    public static Store open(Path file, int mebibytes) {
        return open(DuckDb.open(new Location.File(file), mebibytes));
    }

    /**
     * The store in a file or a database, begun where there is none, of five-minute steps.
     *
     * @throws StoreException if it cannot be used
     */
    public static Store open(Location location) {
        return open(database(location));
    }

    static Database database(Location location) {
        return switch (location) {
            case Location.File file -> DuckDb.open(file, USUAL_MEBIBYTES);
            case PostgreSqlAddress address -> PostgreSql.open(address);
        };
    }

    private static Store open(Database database) {
        boolean opened = false;
        try {
            Schema.begin(database);
            Store store = new Store(database, Range.USUAL);
            opened = true;
            return store;
        } finally {
            if (!opened) {
                database.close();
            }
        }
    }

    /** The steps of a day that are known; null: none. */
    synchronized @Nullable Covered covered(int day) {
        return keeping.covered(day);
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
        if (!keep(day)) {
            Covered there = Objects.requireNonNull(covered(steps.day(day.range().start())));
            throw new IllegalArgumentException(
                    day.range() + " is known until " + steps.moment(there.day(), there.end()) + "; begin there");
        }
    }

    /**
     * The same.
     *
     * @return false, and nothing is kept, if it begins within what is there and goes on beyond
     */
    synchronized boolean keep(Day day) {
        return keeping.keep(day);
    }

    synchronized void rows(Sql where, Consumer<DayRow> taker) {
        DayRow.query(database, where, taker);
    }

    /** Up to when anything is told of each GPU, as far as it is on a day or later. */
    synchronized void ends(int from, Ending each) {
        database.query(
                Sql.of(
                        "SELECT s.subject, max(s.day * ? + s.first_step + s.steps) FROM series_day s"
                                + " JOIN gpu g ON g.id = s.subject WHERE s.day >= ? AND s.steps > 0 GROUP BY s.subject",
                        steps.perDay(),
                        from),
                row -> each.ends(row.getInt(1), steps.moment(0, row.getInt(2))));
    }

    /** Takes when a subject was last told of. */
    @FunctionalInterface
    interface Ending {
        void ends(int subject, Instant until);
    }

    /** The subjects of rows, each once. */
    synchronized void subjects(Sql where, IntConsumer each) {
        database.query(
                where.after("SELECT DISTINCT subject FROM series_day WHERE "), row -> each.accept(row.getInt(1)));
    }

    Subjects subjects() {
        return subjects;
    }

    /** The last so long of what is there. Read when asked for, workload by workload. */
    public synchronized History history(Duration back) {
        subjects.refresh();
        Instant end = end();
        return new StoredHistory(this, Range.between(end.minus(back), end, steps.step()));
    }

    /** Up to when something is known; 1970: nothing is. */
    public synchronized Instant end() {
        List<Instant> end = new ArrayList<>(List.of(Instant.EPOCH));
        database.query(
                Sql.of("SELECT day, last_step FROM covered ORDER BY day DESC LIMIT 1"),
                row -> end.add(steps.moment(row.getInt(1), row.getInt(2))));
        return end.getLast();
    }

    /** All containers of which anything is known, by name. */
    public synchronized List<Container> containers() {
        subjects.refresh();
        return subjects.containers();
    }

    /** What a container was seen to use, all days together; without samples of pods that had only begun. */
    public synchronized ContainerUse use(Container container) {
        subjects.refresh();
        return uses.of(container);
    }

    /** The same of all containers, one after the other. */
    public synchronized void uses(BiConsumer<Container, ContainerUse> consumer) {
        subjects.refresh();
        uses.each(consumer);
    }

    /** What is wrong with the source, as it was last read. */
    public synchronized List<Lack> lacks() {
        List<Lack> lacks = new ArrayList<>();
        database.query(
                Sql.of("SELECT name, worth, message, mend FROM lack ORDER BY place"),
                row -> lacks.add(new Lack(row.getString(1), row.getDouble(2), row.getString(3), row.getString(4))));
        return lacks;
    }

    /** Says what is wrong with the source from now on. */
    public synchronized void lacks(List<Lack> lacks) {
        database.together(() -> {
            database.execute(Sql.of("DELETE FROM lack"));
            database.append("lack", to -> {
                int place = 0;
                for (Lack each : lacks) {
                    to.beginRow();
                    to.append(place++).append(each.name()).append(each.worth());
                    to.append(each.message()).append(each.mend());
                    to.endRow();
                }
            });
            return true;
        });
    }

    /** Forgets samples of days before one moment, and counts of days before another. */
    public synchronized void forget(Instant samples, Instant counts) {
        database.together(() -> {
            database.execute(Sql.of("DELETE FROM series_day WHERE day < ?", steps.day(samples)));
            database.execute(Sql.of("DELETE FROM covered WHERE day < ?", steps.day(samples)));
            database.execute(Sql.of("DELETE FROM used_day WHERE day < ?", steps.day(counts)));
            return true;
        });
        database.tidy();
    }

    /** How much room it takes on disk. */
    public synchronized long bytes() {
        return database.bytes();
    }

    /** Writes all samples as rows, a Parquet file for each day, into a folder. */
    public synchronized List<Path> export(Path folder) {
        return new ParquetExport(database, subjects, steps).to(folder);
    }

    @Override
    public synchronized void close() {
        database.close();
    }
}
