package dev.kerf.observe.store;

import dev.kerf.core.use.Gpu;
import dev.kerf.core.use.Seat;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.observe.series.Day;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps days: a day comes whole, or goes on where it ended. */
final class Keeping {
    private final Database database;
    private final Steps steps;
    private final Subjects subjects;
    private final Uses uses;

    Keeping(Database database, Steps steps, Subjects subjects, Uses uses) {
        this.database = database;
        this.steps = steps;
        this.subjects = subjects;
        this.uses = uses;
    }

    /** The steps of a day that are known; null: none. */
    @Nullable
    Covered covered(int day) {
        List<Covered> found = new ArrayList<>();
        database.query(
                Sql.of("SELECT day, first_step, last_step FROM covered WHERE day = ?", day),
                row -> found.add(new Covered(row.getInt(1), row.getInt(2), row.getInt(3))));
        return found.isEmpty() ? null : found.getFirst();
    }

    /**
     * Keeps a day, or a part of one, as {@link Store#put} says.
     *
     * @return false, and nothing is kept, if it begins within what is there and goes on beyond
     */
    boolean keep(Day day) {
        if (!day.range().step().equals(steps.step())) {
            throw new IllegalArgumentException("the store has steps of " + steps.step() + ", not of "
                    + day.range().step());
        }
        Covered fresh = Covered.of(day.range(), steps);
        Subjects.Known before = subjects.known();
        boolean done = false;
        try {
            boolean kept = database.together(() -> keep(day, fresh));
            done = true;
            return kept;
        } finally {
            if (!done) {
                subjects.backTo(before);
            }
        }
    }

    private boolean keep(Day day, Covered fresh) {
        @Nullable Covered there = covered(fresh.day());
        if (there != null && there.covers(fresh)) {
            return true;
        }
        boolean more = there != null && !fresh.covers(there);
        if (more && there != null && fresh.first() < there.end()) {
            return false;
        }
        put(day, fresh, more ? there : null);
        return true;
    }

    private void put(Day day, Covered fresh, @Nullable Covered there) {
        subjects.refresh();
        subjects.number(begun(day), day.gpus().keySet());
        subjects.number(day.nodes().keySet());
        Map<List<Object>, DayRow> rows = new HashMap<>();
        if (there != null) {
            DayRow.query(
                    database,
                    Sql.of("day = ?", fresh.day()),
                    row -> rows.put(List.of(row.subject(), row.signal()), row));
        }
        database.execute(Sql.of("DELETE FROM series_day WHERE day = ?", fresh.day()));
        database.execute(Sql.of("DELETE FROM covered WHERE day = ?", fresh.day()));
        database.append("series_day", to -> write(day, rows, to));
        uses.keep(fresh.day(), day.seats(), there != null);
        Covered known = there == null ? fresh : there.and(fresh);
        database.execute(Sql.of("INSERT INTO covered VALUES (?, ?, ?)", known.day(), known.first(), known.end()));
    }

    /** One after the other: the rows of a day are as much as the day. */
    private void write(Day day, Map<List<Object>, DayRow> there, RowWriter to) throws SQLException {
        for (Map.Entry<Seat, Map<Signal, Seen>> seat : day.seats().entrySet()) {
            write(subjects.id(seat.getKey()), seat.getValue(), there, to);
        }
        for (Map.Entry<Gpu, Map<Signal, Seen>> gpu : day.gpus().entrySet()) {
            write(subjects.id(gpu.getKey()), gpu.getValue(), there, to);
        }
        for (Map.Entry<String, Map<Signal, Seen>> node : day.nodes().entrySet()) {
            write(subjects.idOfNode(node.getKey()), node.getValue(), there, to);
        }
        for (DayRow left : there.values()) {
            left.write(to);
        }
    }

    private void write(int subject, Map<Signal, Seen> seen, Map<List<Object>, DayRow> there, RowWriter to)
            throws SQLException {
        for (Map.Entry<Signal, Seen> each : seen.entrySet()) {
            DayRow row = DayRow.of(subject, each.getValue(), steps);
            @Nullable DayRow before = there.remove(List.of(subject, each.getKey()));
            (before == null ? row : before.then(row, steps)).write(to);
        }
    }

    /** When pods began, where it was seen: a pod that is there from the first step on may be older. */
    private static SortedMap<Seat, Long> begun(Day day) {
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
}
