package dev.kerf.observe.store;

import java.util.ArrayList;
import java.util.List;

/** The tables. */
final class Schema {
    /** Of the tables below; whoever changes them counts on. */
    private static final int VERSION = 1;

    private static final List<String> TABLES = List.of(
            "CREATE TABLE IF NOT EXISTS about (name VARCHAR, value BIGINT)",
            "CREATE TABLE IF NOT EXISTS seat (id INTEGER, namespace VARCHAR, workload VARCHAR, pod VARCHAR,"
                    + " container VARCHAR, device VARCHAR, began BIGINT)",
            "CREATE TABLE IF NOT EXISTS gpu (id INTEGER, node VARCHAR, place INTEGER, name VARCHAR, model VARCHAR)",
            "CREATE TABLE IF NOT EXISTS node (id INTEGER, name VARCHAR)",
            "CREATE TABLE IF NOT EXISTS container (id INTEGER, namespace VARCHAR, workload VARCHAR, name VARCHAR)",
            // A signal of a day; samples are packed.
            "CREATE TABLE IF NOT EXISTS series_day (subject INTEGER, signal VARCHAR, day INTEGER, first_step INTEGER,"
                    + " steps INTEGER, samples BYTEA, rung VARCHAR, attribution VARCHAR, expected INTEGER,"
                    + " taken INTEGER, refused VARCHAR)",
            // How often which values were seen on a day.
            "CREATE TABLE IF NOT EXISTS used_day (container INTEGER, measure VARCHAR, day INTEGER, counts BYTEA,"
                    + " taken INTEGER, refused VARCHAR)",
            // Which steps of a day are known, the last one left out.
            "CREATE TABLE IF NOT EXISTS covered (day INTEGER, first_step INTEGER, last_step INTEGER)",
            "CREATE TABLE IF NOT EXISTS lack (place INTEGER, name VARCHAR, worth DOUBLE PRECISION, message VARCHAR,"
                    + " mend VARCHAR)");

    /** What rows are found by, and what makes sure that there is one of each. */
    private static final List<String> KEYS = List.of(
            "ALTER TABLE about ADD PRIMARY KEY (name)",
            "ALTER TABLE seat ADD PRIMARY KEY (id), ADD UNIQUE (namespace, workload, pod, container, device)",
            "ALTER TABLE gpu ADD PRIMARY KEY (id)",
            "ALTER TABLE node ADD PRIMARY KEY (id), ADD UNIQUE (name)",
            "ALTER TABLE container ADD PRIMARY KEY (id), ADD UNIQUE (namespace, workload, name)",
            "ALTER TABLE series_day ADD PRIMARY KEY (subject, day, signal)",
            "CREATE INDEX series_of_day ON series_day (day)",
            "ALTER TABLE used_day ADD PRIMARY KEY (container, day, measure)",
            "CREATE INDEX used_of_day ON used_day (day)",
            "ALTER TABLE covered ADD PRIMARY KEY (day)",
            "ALTER TABLE lack ADD PRIMARY KEY (place)");

    private Schema() {}

    /** Makes the tables where there are none. */
    static void begin(Database database) {
        if (version(database) == 0) {
            database.begin(() -> make(database));
        }
        long there = version(database);
        if (there != VERSION) {
            throw StoreException.version(database.location(), there, VERSION);
        }
    }

    private static void make(Database database) {
        if (version(database) != 0) {
            return; // another process was first
        }
        TABLES.forEach(table -> database.execute(Sql.of(table)));
        if (database.keyed()) {
            KEYS.forEach(key -> database.execute(Sql.of(key)));
        }
        database.execute(Sql.of("INSERT INTO about VALUES ('version', ?)", VERSION));
    }

    /** 0: there is none yet, or it is older than versions are. */
    private static long version(Database database) {
        List<Long> found = new ArrayList<>();
        database.query(
                Sql.of("SELECT 1 FROM information_schema.tables"
                        + " WHERE table_schema = current_schema() AND table_name = 'about'"),
                row -> found.add(0L));
        if (!found.isEmpty()) {
            database.query(Sql.of("SELECT value FROM about WHERE name = 'version'"), row -> found.add(row.getLong(1)));
        }
        return found.isEmpty() ? 0 : found.getLast();
    }
}
