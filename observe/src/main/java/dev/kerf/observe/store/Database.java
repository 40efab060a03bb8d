package dev.kerf.observe.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Supplier;

/**
 * Who keeps the tables: a DuckDB file, or a database of PostgreSQL. What is peculiar to one of them is in its class;
 * statements elsewhere are plain SQL that both understand. One thread at a time.
 *
 * <p>Whatever fails is a {@link StoreException}.
 */
sealed interface Database extends AutoCloseable permits DuckDb, PostgreSql {
    /** Reads a row; the columns are counted from 1. */
    @FunctionalInterface
    interface Row {
        void read(ResultSet row) throws SQLException;
    }

    /** Writes some. */
    @FunctionalInterface
    interface Rows {
        void write(RowWriter to) throws SQLException;
    }

    /** Where it is. */
    Location location();

    /** Makes tables, and what else it wants for them. Of several processes that begin, the others wait meanwhile. */
    void begin(Runnable tables);

    /** Whether it finds rows by keys. */
    boolean keyed();

    void execute(Sql sql);

    void query(Sql sql, Row each);

    /** Adds rows to a table, fast. */
    void append(String table, Rows rows);

    /** All changes, or none; whoever else wants to change something waits. */
    <T> T together(Supplier<T> changes);

    /** How much room the tables take on disk. */
    long bytes();

    /** Gives back the room of what was deleted. */
    void tidy();

    @Override
    void close();
}
