package dev.kerf.observe.store;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Samples as rows: one moment, one signal, one container, GPU or node each. */
final class ParquetExport {
    private static final String TABLE = "sample";
    private static final String QUERY = """
            SELECT make_timestamp(s.moment * 1000000) AS moment, coalesce(t.namespace, '') AS namespace,
                   coalesce(t.workload, '') AS workload, coalesce(t.pod, '') AS pod,
                   coalesce(t.container, '') AS container, coalesce(t.device, g.name, '') AS device,
                   coalesce(g.node, n.name, '') AS node, s.signal, s.value
            FROM sample s LEFT JOIN seat t ON t.id = s.subject LEFT JOIN gpu g ON g.id = s.subject
                 LEFT JOIN node n ON n.id = s.subject
            ORDER BY ALL""";
    private final Database database;
    private final Steps steps;

    ParquetExport(Database database, Steps steps) {
        this.database = database;
        this.steps = steps;
    }

    /** The files, {@code 2026-11-30.parquet}. */
    List<Path> to(Path folder) {
        List<Integer> days = new ArrayList<>();
        database.query("SELECT day FROM covered ORDER BY day", row -> days.add(row.getInt(1)));
        List<Path> files = new ArrayList<>();
        for (int day : days) {
            Path file = folder.resolve(LocalDate.ofEpochDay(day) + ".parquet");
            unpack(day);
            database.export(QUERY, file);
            files.add(file);
        }
        database.execute("DROP TABLE IF EXISTS " + TABLE);
        return files;
    }

    private void unpack(int day) {
        database.execute("CREATE OR REPLACE TEMP TABLE " + TABLE
                + " (subject INTEGER, signal VARCHAR, moment BIGINT, value FLOAT)");
        List<DayRow> rows = new ArrayList<>();
        database.query(
                "SELECT " + DayRow.COLUMNS + " FROM series_day WHERE day = " + day, row -> rows.add(DayRow.read(row)));
        database.append(TABLE, to -> {
            for (DayRow row : rows) {
                FloatBuffer values = row.packed().values();
                long first = steps.moment(day, row.packed().first()).getEpochSecond();
                for (int i = 0; i < row.packed().count(); i++) {
                    if (!Float.isNaN(values.get(i))) {
                        to.beginRow();
                        to.append(row.subject()).append(row.signal().name());
                        to.append(first + i * steps.step().toSeconds()).append(values.get(i));
                        to.endRow();
                    }
                }
            }
        });
    }
}
