package dev.kerf.observe.store;

import dev.kerf.core.use.Attribution;
import dev.kerf.core.use.Rung;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Trust;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A signal of a day.
 *
 * @param subject the number of the seat or GPU
 * @param day     since 1970
 */
record DayRow(
        int subject,
        Signal signal,
        int day,
        Packed packed,
        @Nullable Rung rung,
        Trust trust) {
    private static final String SELECT = "SELECT subject, signal, day, first_step, steps, samples, rung, attribution,"
            + " expected, taken, refused FROM series_day WHERE ";

    /** Reads those for which a condition holds. */
    static void query(Database database, Sql where, Consumer<DayRow> taker) {
        database.query(where.after(SELECT), row -> taker.accept(read(row)));
    }

    /** What was seen within one day. */
    static DayRow of(int subject, Seen seen, Steps steps) {
        Instant start = seen.track().start();
        float[] day = new float[steps.perDay()];
        Arrays.fill(day, Float.NaN);
        int at = steps.step(start);
        for (int i = 0; i < seen.track().size(); i++) {
            day[at + i] = seen.track().value(i);
        }
        return new DayRow(subject, seen.signal(), steps.day(start), Packed.of(day), seen.rung(), seen.trust());
    }

    private static DayRow read(ResultSet row) throws SQLException {
        String rung = row.getString(7);
        Trust trust = new Trust(
                row.getInt(9), row.getInt(10), Counts.read(row.getString(11)), Attribution.valueOf(row.getString(8)));
        return new DayRow(
                row.getInt(1),
                Signal.valueOf(row.getString(2)),
                row.getInt(3),
                new Packed(row.getInt(4), row.getInt(5), row.getBytes(6)),
                rung.isEmpty() ? null : Rung.valueOf(rung),
                trust);
    }

    void write(RowWriter to) throws SQLException {
        to.beginRow();
        to.append(subject)
                .append(signal.name())
                .append(day)
                .append(packed.first())
                .append(packed.count());
        to.append(packed.data())
                .append(rung == null ? "" : rung.name())
                .append(trust.attribution().name());
        to.append((int) trust.expected()).append((int) trust.taken()).append(Counts.text(trust.refused()));
        to.endRow();
    }

    /** With what was seen later on the same day. */
    DayRow then(DayRow later, Steps steps) {
        float[] day = new float[steps.perDay()];
        Arrays.fill(day, Float.NaN);
        packed.into(day);
        later.packed.into(day);
        Attribution least =
                later.trust.attribution().worth() < trust.attribution().worth()
                        ? later.trust.attribution()
                        : trust.attribution();
        Trust both = new Trust(
                trust.expected() + later.trust.expected(),
                trust.taken() + later.trust.taken(),
                Counts.sum(trust.refused(), later.trust.refused()),
                least);
        return new DayRow(subject, signal, this.day, Packed.of(day), least(rung, later.rung), both);
    }

    private static @Nullable Rung least(@Nullable Rung one, @Nullable Rung other) {
        return one == null ? other : other == null || one.compareTo(other) > 0 ? one : other;
    }
}
