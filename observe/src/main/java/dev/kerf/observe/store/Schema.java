package dev.kerf.observe.store;

import java.util.List;

/** The tables. */
final class Schema {
    static final List<String> TABLES = List.of(
            "CREATE TABLE IF NOT EXISTS about (name VARCHAR, value BIGINT)",
            "CREATE TABLE IF NOT EXISTS seat (id INTEGER, namespace VARCHAR, workload VARCHAR, pod VARCHAR,"
                    + " container VARCHAR, device VARCHAR, began BIGINT)",
            "CREATE TABLE IF NOT EXISTS gpu (id INTEGER, node VARCHAR, place INTEGER, name VARCHAR, model VARCHAR)",
            "CREATE TABLE IF NOT EXISTS node (id INTEGER, name VARCHAR)",
            "CREATE TABLE IF NOT EXISTS container (id INTEGER, namespace VARCHAR, workload VARCHAR, name VARCHAR)",
            // A signal of a day; samples are packed.
            "CREATE TABLE IF NOT EXISTS series_day (subject INTEGER, signal VARCHAR, day INTEGER, first_step INTEGER,"
                    + " steps INTEGER, samples BLOB, rung VARCHAR, attribution VARCHAR, expected INTEGER,"
                    + " taken INTEGER, refused VARCHAR)",
            // How often which values were seen on a day.
            "CREATE TABLE IF NOT EXISTS used_day (container INTEGER, measure VARCHAR, day INTEGER, counts BLOB,"
                    + " taken INTEGER, refused VARCHAR)",
            // Which steps of a day are known, the last one left out.
            "CREATE TABLE IF NOT EXISTS covered (day INTEGER, first_step INTEGER, last_step INTEGER)",
            "CREATE TABLE IF NOT EXISTS lack (place INTEGER, name VARCHAR, worth DOUBLE, message VARCHAR, mend VARCHAR)");

    private Schema() {}
}
