package dev.kerf.observe.store;

import dev.kerf.core.use.Gpu;
import dev.kerf.core.use.Seat;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Samples as rows: one moment, one signal, one container, GPU or node each. Whatever the store is kept in, a DuckDB in memory
 * writes them.
 */
final class ParquetExport {
    private static final int MEBIBYTES = 256;
    private static final String SEATS =
            "CREATE OR REPLACE TABLE seat (id INTEGER, namespace VARCHAR, workload VARCHAR, pod VARCHAR,"
                    + " container VARCHAR, device VARCHAR)";
    private static final String GPUS = "CREATE OR REPLACE TABLE gpu (id INTEGER, node VARCHAR, name VARCHAR)";
    private static final String NODES = "CREATE OR REPLACE TABLE node (id INTEGER, name VARCHAR)";
    private static final String SAMPLES =
            "CREATE OR REPLACE TABLE sample (subject INTEGER, signal VARCHAR, moment BIGINT, value FLOAT)";
    private static final String QUERY = """
            SELECT make_timestamp(s.moment * 1000000) AS moment, coalesce(t.namespace, '') AS namespace,
                   coalesce(t.workload, '') AS workload, coalesce(t.pod, '') AS pod,
                   coalesce(t.container, '') AS container, coalesce(t.device, g.name, '') AS device,
                   coalesce(g.node, n.name, '') AS node, s.signal, s.value
            FROM sample s LEFT JOIN seat t ON t.id = s.subject LEFT JOIN gpu g ON g.id = s.subject
                 LEFT JOIN node n ON n.id = s.subject
            ORDER BY ALL""";
    private final Database database;
    private final Subjects subjects;
    private final Steps steps;

    ParquetExport(Database database, Subjects subjects, Steps steps) {
        this.database = database;
        this.subjects = subjects;
        this.steps = steps;
    }

    /** The files, {@code 2026-11-30.parquet}. */
    List<Path> to(Path folder) {
        List<Integer> days = new ArrayList<>();
        database.query(Sql.of("SELECT day FROM covered ORDER BY day"), row -> days.add(row.getInt(1)));
        List<Path> files = new ArrayList<>();
        try (DuckDb writing = DuckDb.inMemory(MEBIBYTES, folder)) {
            for (int day : days) {
                Path file = folder.resolve(LocalDate.ofEpochDay(day) + ".parquet");
                unpack(day, writing);
                writing.export(QUERY, file);
                files.add(file);
            }
        }
        return files;
    }

    /** Who has which number. */
    private void name(DuckDb writing) {
        subjects.refresh();
        writing.execute(Sql.of(SEATS));
        writing.append("seat", to -> {
            for (Seat each : subjects.seats()) {
                to.beginRow();
                to.append(subjects.id(each)).append(each.namespace()).append(each.workload());
                to.append(each.pod()).append(each.container()).append(each.device());
                to.endRow();
            }
        });
        writing.execute(Sql.of(GPUS));
        writing.append("gpu", to -> {
            for (Gpu each : subjects.gpus()) {
                to.beginRow();
                to.append(subjects.id(each)).append(each.node()).append(each.name());
                to.endRow();
            }
        });
        writing.execute(Sql.of(NODES));
        writing.append("node", to -> {
            for (String each : subjects.nodes()) {
                to.beginRow();
                to.append(subjects.idOfNode(each)).append(each);
                to.endRow();
            }
        });
    }

    /** Names come after samples, so that none is without. */
    private void unpack(int day, DuckDb writing) {
        List<DayRow> rows = new ArrayList<>();
        DayRow.query(database, Sql.of("day = ?", day), rows::add);
        name(writing);
        writing.execute(Sql.of(SAMPLES));
        writing.append("sample", to -> {
            for (DayRow row : rows) {
                unpack(row, to);
            }
        });
    }

    private void unpack(DayRow row, RowWriter to) throws SQLException {
        FloatBuffer values = row.packed().values();
        long first = steps.moment(row.day(), row.packed().first()).getEpochSecond();
        for (int i = 0; i < row.packed().count(); i++) {
            if (!Float.isNaN(values.get(i))) {
                to.beginRow();
                to.append(row.subject()).append(row.signal().name());
                to.append(first + i * steps.step().toSeconds()).append(values.get(i));
                to.endRow();
            }
        }
    }
}
